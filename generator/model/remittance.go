package model

// Remittance is what is known of sending money to Mongolia, and of the people who send it. None of it is a price of today:
// fees are history, benchmarks belong to other corridors, and the reader types the quote that is in front of him.
type Remittance struct {
	Kinds      []ChannelKind      // by rank
	Channels   []Channel          // by id
	Fees       []ObservedFee      // by id
	Benchmarks []Benchmark        // by sending country, receiving country, period
	Averages   []CostAverage      // by indicator, period
	Method     []MethodRow        // by id
	Prices     []PriceObservation // by id
	Series     []RemittanceYear   // by year
	Vintages   []SeriesVintage    // by id
	Flows      []BilateralFlow    // by id
	Measures   []DiasporaMeasure  // by rank
	Diaspora   []DiasporaCount    // by id
	Orgs       []DiasporaOrg      // by id
	Regulation []RegulationFact   // by id
}

// Evidence is what every fact on remittances says of its own origin.
type Evidence struct {
	Sources    []string
	AsOf       string // year, month, day or quarter; a range with "/", "or later" with "+"; empty: the source is undated
	Confidence string // high, medium, low, unknown
	Cautions   []string
}

// ChannelKind is a kind of channel with its name for readers.
type ChannelKind struct {
	ID      string
	Rank    int
	Name    Text
	About   Text
	Listed  bool // false: the kind is only warned of
	Sources []string
}

// Channel is one way of sending money to Mongolia. Texts are empty where no source tells.
type Channel struct {
	ID          string
	Name        Text
	Kind        string // id of a ChannelKind
	Confirmed   bool   // false: not confirmed to work today
	SendScope   string // listed, swift, operator-claim, unknown
	SendFrom    []string
	SendText    Text
	ReceiveAs   []string // account, cash
	ReceiveText Text
	Speed       Text
	Limits      Text
	Papers      Text
	Licence     Text
	Charging    Text
	SWIFT       string
	Website     string
	Proof       Text
	Evidence
}

// ObservedFee is a fee that a source named at some time. It is history, never a quote.
type ObservedFee struct {
	ID        string
	ChannelID string
	Direction string // in: to Mongolia, out: out of Mongolia, not-stated
	Kind      Text
	Case      Text
	Min, Max  float64 // equal when the source gives one value
	Currency  string
	Basis     string // provider, guide, program
	Status    string // history, unconfirmed, not-a-quote
	Note      Text
	Evidence
}

// Benchmark is the average total cost of another corridor, percent of the amount. The receiving country is never Mongolia.
type Benchmark struct {
	From, To  string // ISO 3166-1 alpha-2
	Period    string // quarter such as 2020-Q3
	AmountUSD int
	CostPct   float64
	Evidence
}

// CostAverage is an average over many corridors, percent of USD 200.
type CostAverage struct {
	Indicator string
	Period    string
	Name      Text
	CostPct   float64
	Evidence
}

// MethodRow is a published price that the formula of the total cost is checked against.
type MethodRow struct {
	ID        string
	Period    string
	Amount    float64
	Currency  string
	Fee       float64
	MarginPct float64
	TotalPct  float64
	Evidence
}

// PriceObservation is one amount of a price that somebody collected. Every observation has two, about USD 200 and 500.
type PriceObservation struct {
	ID, Observation   string
	From              string // ISO 3166-1 alpha-2
	ChannelID         string // may be empty
	Provider          string
	Product           Text
	SentAt            Text
	ReceivedAt        Text
	Speed             string
	AmountClass       string // usd-200, usd-500
	Amount            float64
	Currency          string
	Fee               float64
	Offered           float64 // tögrög for one unit of Currency
	Reference         float64
	ReferenceFrom     Text
	ReceivingCharge   *float64 // tögrög; nil: not known
	TotalPct          float64
	Collector, Method string
	CollectedOn       string // ISO date
	ReviewBy          string // ISO date, 30 days later
	Evidence
}

// RemittanceYear is what came into and left the country in a year, US dollars.
type RemittanceYear struct {
	Year       int
	Inflow     int
	InflowPct  float64 // of GDP
	Outflow    *int    // nil: not known
	Note       Text
	Confidence string
}

// SeriesVintage is what another edition of the series says of a year.
type SeriesVintage struct {
	ID        string
	Year      int
	Inflow    int
	InflowPct *float64
	Text      Text
	Sources   []string
}

// BilateralFlow is the modelled amount that came from a country, million US dollars; an empty Country is the world.
type BilateralFlow struct {
	ID         string
	Country    string
	USDMillion float64
	SharePct   float64
	Evidence
}

// DiasporaMeasure is one way of counting Mongolians abroad. Numbers of different measures are never added or mixed.
type DiasporaMeasure struct {
	ID    string
	Rank  int
	Name  Text
	About Text
}

// DiasporaCount is a number of Mongolians in a country by one measure.
type DiasporaCount struct {
	ID         string
	Measure    string // id of a DiasporaMeasure
	Scope      string // country, other, world
	Country    string // empty unless Scope is country
	Persons    int
	LowerBound bool
	Inferred   bool   // the source had lost the name of the country
	Status     string // counted, reported, modelled, unstated, unconfirmed
	Note       Text
	Evidence
}

// DiasporaOrg is an organisation of Mongolians abroad that a source names.
type DiasporaOrg struct {
	ID        string
	Name      Text
	Kind      string
	Worldwide bool
	Country   string
	Founded   int // 0: not known
	Details   Text
	Website   string
	Confirmed bool
	Evidence
}

// RegulationFact is one statement on rules, rights and targets. Value is empty where nothing certain is known.
type RegulationFact struct {
	ID        string
	Topic     string
	Status    string // stated, unconfirmed, unknown
	Statement Text
	Value     string
	Unit      string
	Evidence
}

// LessonFact is a fact that lessons quote. Only facts with Teach may be taught as true.
type LessonFact struct {
	ID        string
	Topic     string
	Statement Text
	Value     string // number, range or date for programs; may be empty
	Shown     Text   // the value as readers see it; may be empty
	Unit      string
	UnitText  Text
	Teach     bool
	Note      Text
	Evidence
}

// Channel returns the channel with the id, or nil.
func (r *Remittance) Channel(id string) *Channel {
	for i := range r.Channels {
		if r.Channels[i].ID == id {
			return &r.Channels[i]
		}
	}
	return nil
}

// ChannelsFrom returns the channels that name the country as one they send from, by id.
func (r *Remittance) ChannelsFrom(country string) []*Channel {
	var out []*Channel
	for i := range r.Channels {
		for _, c := range r.Channels[i].SendFrom {
			if c == country {
				out = append(out, &r.Channels[i])
				break
			}
		}
	}
	return out
}
