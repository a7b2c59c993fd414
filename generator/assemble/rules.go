package assemble

// ruleID names a rule across tables. It is what a problem prints in brackets and what docs/DATA.md explains.
type ruleID string

const (
	ruleTable      ruleID = "contract-table"
	ruleColumn     ruleID = "contract-column"
	ruleSite       ruleID = "site"
	ruleMember     ruleID = "member-unread"
	ruleCounts     ruleID = "portal-counts"
	ruleCapital    ruleID = "one-capital"
	rulePlaceCode  ruleID = "place-code"
	ruleCentre     ruleID = "aimag-centre"
	ruleSlugForm   ruleID = "slug-form"
	ruleSlugTwice  ruleID = "slug-twice"
	ruleSlugFrozen ruleID = "slug-frozen"
	ruleSlugNew    ruleID = "slug-unlisted"
	ruleSlugGone   ruleID = "slug-vanished"
	ruleCountry    ruleID = "coord-outside-country"
	rulePolygon    ruleID = "coord-outside-polygon"
	ruleStale      ruleID = "caution-stale"
	ruleSexes      ruleID = "population-sexes"
	ruleYears      ruleID = "population-years"
	ruleAges       ruleID = "population-ages"
	ruleNet        ruleID = "migration-net"
	ruleHerds      ruleID = "livestock-sums"
	ruleZones      ruleID = "zones-sum"
	ruleMonths     ruleID = "climate-months"
	ruleStation    ruleID = "climate-station"
	ruleBagh       ruleID = "bagh-code"
	rulePasture    ruleID = "pasture-classes"
	ruleRank       ruleID = "gap-rank"
	ruleSynonym    ruleID = "synonym"
	ruleRef        ruleID = "ref-unknown"
	ruleScript     ruleID = "mixed-script"
	ruleOneRow     ruleID = "one-row-a-place"
	ruleChange     ruleID = "change-unknown"
	ruleChangeDay  ruleID = "change-date"
	ruleLevel      ruleID = "indicator-level"
	ruleTwice      ruleID = "figure-twice"
	rulePeriod     ruleID = "figure-period"

	ruleLow         ruleID = "publish-low"
	ruleUnconfirmed ruleID = "publish-unconfirmed"
	ruleDoubt       ruleID = "publish-doubt"
	ruleWithheld    ruleID = "publish-withheld"
	ruleAvoid       ruleID = "mn-avoid"
	ruleAvoidUnused ruleID = "mn-avoid-unused"
	ruleOneLanguage ruleID = "language-missing"
	ruleItems       ruleID = "language-items"
	ruleFigures     ruleID = "language-figures"
	ruleHalfPoint   ruleID = "half-point"
	ruleSelf        ruleID = "related-itself"
	ruleMethod      ruleID = "remittance-total"
	ruleFlows       ruleID = "remittance-shares"
	ruleBenchmark   ruleID = "benchmark-mongolia"
	ruleCertain     ruleID = "doubt-as-fact"
	ruleDirection   ruleID = "fee-direction"
	ruleReach       ruleID = "country-scope"
	rulePrice       ruleID = "price-incomplete"
)

// Rule is one rule across tables, for the documentation.
type Rule struct {
	ID   string // as printed in brackets after a problem
	Text string // English, one sentence
}

// Rules returns every rule of this package, in the order in which a reader meets them.
func Rules() []Rule {
	return []Rule{
		{string(ruleTable), "Every table that the portal is built from exists."},
		{string(ruleColumn), "Every column that the portal is built from is described in set.yaml with the type it needs, and as required where a page cannot do without it."},
		{string(ruleSite), "data/site.yaml gives the portal's name and tagline in both languages, and the maintainer's contact, which may be empty."},
		{string(ruleMember), "Files of format yaml are journeys, flows or imports, in the sets of these names; docs/howto/write-a-journey.md and docs/howto/import-nso.md have their rules."},
		{string(ruleCounts), "There are exactly 22 aimags (the capital among them), 330 soums and 9 districts."},
		{string(ruleCapital), "Exactly one aimag is of kind capital; districts belong to it and soums do not."},
		{string(rulePlaceCode), "The first two digits of a soum's or district's code are the code of its aimag, and no code stands in both tables."},
		{string(ruleCentre), "Every aimag but the capital has exactly one soum marked as its centre, and names that soum in centre_nso_code."},
		{string(ruleSlugForm), "Slugs are small ASCII letters, digits and single hyphens."},
		{string(ruleSlugTwice), "No two aimags have the same slug, and data/slugs.csv lists each id once, sorted by id."},
		{string(ruleSlugFrozen), "A slug equals the one in data/slugs.csv: an address that was published never changes."},
		{string(ruleSlugNew), "Every aimag, soum and district stands in data/slugs.csv, which holds every address that was ever published."},
		{string(ruleSlugGone), "Every id of data/slugs.csv still exists in its table: an address that was published never dies."},
		{string(ruleCountry), "Every point lies inside the bounding box of Mongolia."},
		{string(rulePolygon), "The point of a place lies inside its own boundary, unless the row carries the caution coord-outside-polygon."},
		{string(ruleStale), "The caution coord-outside-polygon stands only on rows whose point lies outside."},
		{string(ruleSexes), "Men and women are both known or both empty, and add up to the total."},
		{string(ruleYears), "The population table has every place in every year that it covers."},
		{string(ruleAges), "Age groups of a place add up to its total of the same year."},
		{string(ruleNet), "Net migration is arrivals less departures."},
		{string(ruleHerds), "Livestock of the soums or districts of an aimag adds up to its herd by kind of the same year within 300 head (kinds are rounded to a hundred), where every one of them has a figure."},
		{string(ruleZones), "Shares of the six natural zones and of water, all in percent of the whole area, add up to 100 within 0.2."},
		{string(ruleMonths), "A place with climate figures has each month from 1 to 12 once."},
		{string(ruleStation), "The twelve months of a place come from one station and one source."},
		{string(ruleBagh), "A bagh lies in a soum, a khoroo in a district, and the first four digits of its code are the code of the place."},
		{string(rulePasture), "Shares of the five pasture classes are all known or all empty, and add up to 100 within 3 (they are rounded)."},
		{string(ruleOneRow), "Natural zones, pasture condition and biomass have at most one row a place, and natural zones exactly one."},
		{string(ruleLevel), "A figure stands in a table of the level that data/indicators gives its indicator: soum, aimag or region."},
		{string(ruleTwice), "No two tables give the same figure of the same place and period."},
		{string(rulePeriod), "A period is a day, month or quarter of the calendar, and a range of months runs forward."},
		{string(ruleSynonym), "A form of a group of synonyms has at most four words and stands in it once."},
		{string(ruleMethod), "The total cost of a remittance is fee by amount plus exchange-rate margin, in percent, to two decimals: in the rows that check the method and in every price observation."},
		{string(ruleFlows), "The modelled flows of the countries add up to that of the world, and each share is the flow by that of the world, within rounding."},
		{string(ruleBenchmark), "A benchmark corridor never has Mongolia as its receiving country: no such price is in the sources."},
		{string(ruleCertain), "A fact on remittances with low or unknown confidence is never stated as current: its status says so, a regulation carries no value then, and a lesson does not teach it."},
		{string(ruleDirection), "A fee out of Mongolia, and no other, carries the caution fee-outgoing; the least fee is not above the most, and a fee has a currency."},
		{string(ruleReach), "A country stands exactly in the rows that are about one country or name the countries they send from."},
		{string(rulePrice), "A price observation has both amounts, with the same provider, product, day and collector, and is to be reviewed 30 days after it was collected."},
		{string(ruleChange), "A change names a record or data set that is there, unless it tells that it was removed."},
		{string(ruleChangeDay), "The id of a change begins with its date."},
		{string(ruleRank), "Ranks of the gaps run from 1 without holes or repeats."},
		{string(ruleRef), "Every id of a source, caution, aimag, place, term, country or service that a row names exists."},
		{string(ruleLow), "A row of low confidence publishes no phone, e-mail, address or fee."},
		{string(ruleUnconfirmed), "A column that unconfirmed names exists and is empty; with the address, the point on the map is left out too."},
		{string(ruleDoubt), "A row that leaves a column out, or is of low confidence and has columns for contacts or fees, says what is in doubt and whom to ask."},
		{string(ruleWithheld), "No text of a published set, no prose and no message holds a number, e-mail or address of data/withheld."},
		{string(ruleAvoid), "Our Mongolian text uses the terms of the glossary, not the forms that it lists under avoid (a warning); where such a form is right in another sense, data/glossary/avoid-right.csv says so."},
		{string(ruleAvoidUnused), "Each row of data/glossary/avoid-right.csv is needed by some text (a warning)."},
		{string(ruleOneLanguage), "A text stands in both languages or in none; only other names of a thing may differ."},
		{string(ruleItems), "Lists of text have the same number of items in both languages."},
		{string(ruleFigures), "The same figures stand in both languages, dates included."},
		{string(ruleHalfPoint), "Latitude and longitude of a mission are both known or both empty."},
		{string(ruleSelf), "No service is related to itself."},
		{string(ruleScript), "No word of a name or text mixes Latin and Cyrillic letters: such a word looks right and is never found."},
	}
}
