package hsds

// The objects of HSDS 3.1 that we fill (https://docs.openreferral.org/en/3.1/hsds/schema_reference.html). Ids are UUIDs.
// Members that are left out are not known; HSDS has no word for that.

// Organization is a mission, or the body behind a help line.
type Organization struct {
	ID            string     `json:"id"`
	Name          string     `json:"name"`
	AlternateName string     `json:"alternate_name,omitempty"`
	Description   string     `json:"description"`
	Email         string     `json:"email,omitempty"`
	Website       string     `json:"website,omitempty"`
	Phones        []Phone    `json:"phones,omitempty"`
	Locations     []Location `json:"locations,omitempty"`
	Nutag         *Origin    `json:"nutag,omitempty"`
}

// Location is where a mission is.
type Location struct {
	ID          string    `json:"id"`
	Type        string    `json:"location_type"` // physical
	Name        string    `json:"name,omitempty"`
	Description string    `json:"description,omitempty"`
	Latitude    *float64  `json:"latitude,omitempty"`
	Longitude   *float64  `json:"longitude,omitempty"`
	Addresses   []Address `json:"addresses,omitempty"`
}

// Address is an address as the source writes it, in Line. HSDS asks for State and PostalCode in every address; ours stand in
// Line, so these are empty texts.
type Address struct {
	ID         string `json:"id"`
	Line       string `json:"address_1"`
	City       string `json:"city"`
	State      string `json:"state_province"`
	PostalCode string `json:"postal_code"`
	Country    string `json:"country"` // ISO 3166-1 alpha-2
	Type       string `json:"address_type"`
}

// Phone is a number that was verified. Others are not exported.
type Phone struct {
	ID          string     `json:"id"`
	Number      string     `json:"number"`
	Type        string     `json:"type"` // voice
	Description string     `json:"description,omitempty"`
	Languages   []Language `json:"languages,omitempty"`
}

// Language is a language that somebody speaks there.
type Language struct {
	ID   string `json:"id"`
	Code string `json:"code"` // ISO 639-1
	Name string `json:"name"`
}

// Service is a service of the portal, or a help line.
type Service struct {
	ID             string        `json:"id"`
	Name           string        `json:"name"`
	AlternateName  string        `json:"alternate_name,omitempty"`
	Description    string        `json:"description,omitempty"`
	URL            string        `json:"url,omitempty"`
	AdditionalURLs []URL         `json:"additional_urls,omitempty"`
	Status         string        `json:"status"` // active, defunct
	Application    string        `json:"application_process,omitempty"`
	Fees           string        `json:"fees_description,omitempty"`
	Eligibility    string        `json:"eligibility_description,omitempty"`
	AssuredDate    string        `json:"assured_date,omitempty"`
	Alert          string        `json:"alert,omitempty"`
	Organization   *Organization `json:"organization,omitempty"`
	Documents      []Document    `json:"required_documents,omitempty"`
	Phones         []Phone       `json:"phones,omitempty"`
	Schedules      []Schedule    `json:"schedules,omitempty"`
	Attributes     []Attribute   `json:"attributes"`
	Nutag          *Origin       `json:"nutag,omitempty"`
}

// URL is one more address on the web.
type URL struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

// Document is a paper that one must bring.
type Document struct {
	ID       string `json:"id"`
	Document string `json:"document"`
}

// Schedule is when a line answers. Where the source gives words, they stand in Description; nothing is computed from them.
type Schedule struct {
	ID          string `json:"id"`
	Freq        string `json:"freq,omitempty"`
	ByDay       string `json:"byday,omitempty"`
	Description string `json:"description"`
}

// Attribute ties a service to a term of a taxonomy.
type Attribute struct {
	ID         string `json:"id"`
	LinkID     string `json:"link_id"`
	LinkEntity string `json:"link_entity"`
	TermID     string `json:"taxonomy_term_id"`
	Term       *Term  `json:"taxonomy_term"`
}

// Term is a situation of life.
type Term struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Language    string `json:"language"`
	TaxonomyID  string `json:"taxonomy_id"`
}

// Taxonomy is the list of situations of life.
type Taxonomy struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Version     string `json:"version"`
}

// Origin is what HSDS has no member for: where the record comes from and how far it can be relied on.
type Origin struct {
	Record     string   `json:"record"` // id in api/v1
	Page       string   `json:"page"`   // relative to the root of the site
	Sources    []string `json:"sources"`
	AsOf       string   `json:"as_of,omitempty"`
	Confidence string   `json:"confidence"`
	ReviewBy   string   `json:"review_by"`
}

// page is a page of a list, as the HSDS API answers; ours hold everything on one.
type page[T any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []T  `json:"contents"`
}

func pageOf[T any](list []T) page[T] {
	return page[T]{TotalItems: len(list), TotalPages: 1, PageNumber: 1, Size: len(list), FirstPage: true, LastPage: true, Empty: len(list) == 0, Contents: list}
}

// about is what the root of an HSDS API answers.
type about struct {
	Version string `json:"version"`
	Profile string `json:"profile"`
	OpenAPI string `json:"openapi_url"`
	Licence string `json:"license"`
}
