package assemble

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"nutag/generator/dataset"
	"nutag/generator/diag"
	"nutag/generator/model"
)

// staleAfter is how long a collected price may be shown: prices of money transfers change with the exchange rate.
const staleAfter = 30 * 24 * time.Hour

// priceAmounts are the two amounts of an observation, about USD 200 and 500, as the World Bank samples them.
var priceAmounts = []string{"usd-200", "usd-500"}

// total holds the column total_cost_pct to the formula: fee by amount plus margin, in percent, to two decimals.
func (a *assembler) total(r dataset.Row, amount, fee, marginPct float64) {
	if amount <= 0 {
		return // the range of the column tells it
	}
	want := 100*fee/amount + marginPct
	// A half may fall on either side in the last digit of a float.
	if math.Abs(decimal(r, "total_cost_pct")-want) > 0.005+1e-9 {
		a.at(r, "total_cost_pct", ruleMethod, fmt.Sprintf("total cost %s is not fee by amount plus margin, which is %.2f", r.Str("total_cost_pct"), want),
			fmt.Sprintf("write %.2f, or correct amount, fee or rates", want))
	}
}

// shares holds the modelled flows of the countries to that of the world.
func (a *assembler) shares(rows []dataset.Row) {
	world := slices.IndexFunc(rows, func(r dataset.Row) bool { return r.Str("scope") == "world" })
	if len(rows) == 0 {
		return
	}
	if world < 0 {
		a.about("bilateral-2017", ruleFlows, "no row has scope world", "add the row of the world, which shares are counted from")
		return
	}
	whole := decimal(rows[world], "usd_million")
	sum, n := 0.0, 0
	for i, r := range rows {
		if i != world {
			sum += decimal(r, "usd_million")
			n++
		}
		if share := 100 * decimal(r, "usd_million") / whole; math.Abs(share-decimal(r, "share_pct")) > 0.05+1e-9 {
			a.at(r, "share_pct", ruleFlows, fmt.Sprintf("share %s is not %.1f percent", r.Str("share_pct"), share), fmt.Sprintf("write %.1f, or correct the amount", share))
		}
	}
	// Each amount is rounded to a thousandth.
	if math.Abs(sum-whole) > 0.0005*float64(n+1) {
		a.at(rows[world], "usd_million", ruleFlows, fmt.Sprintf("countries add up to %.3f, the world is %.3f", sum, whole), "compare all amounts with the source")
	}
}

// doubt holds a row of low or unknown confidence to one of the states that say so.
func (a *assembler) doubt(r dataset.Row, column string, states ...string) {
	confidence := r.Str("confidence")
	if confidence != "low" && confidence != "unknown" || slices.Contains(states, r.Str(column)) {
		return
	}
	a.at(r, column, ruleCertain, fmt.Sprintf("confidence is %s, but %s is %s", confidence, column, diag.Quote(r.Str(column))),
		"write "+diag.QuoteAll(states, len(states))+", or give a better source")
}

// sourced holds a row to a source unless it says itself that nothing is known.
func (a *assembler) sourced(r dataset.Row) {
	if r.Str("source") == "" && r.Str("confidence") != "unknown" {
		a.at(r, "source", ruleCertain, "a fact has no source", "name the source, or write confidence unknown")
	}
}

// direction holds the caution on outgoing fees to the rows it is about.
func (a *assembler) direction(r dataset.Row) {
	if out := r.Str("direction") == "out"; out != slices.Contains(r.List("cautions"), "fee-outgoing") {
		fix := "add fee-outgoing to the cautions"
		if !out {
			fix = "remove fee-outgoing from the cautions, or correct the direction"
		}
		a.at(r, "direction", ruleDirection, "direction "+diag.Quote(r.Str("direction"))+" and the caution fee-outgoing do not agree", fix)
	}
	if decimal(r, "value_min") > decimal(r, "value_max") {
		a.at(r, "value_min", ruleDirection, "the least fee is above the most", "exchange the two values")
	}
	if decimal(r, "value_max") > 0 && r.Str("currency") == "" {
		a.at(r, "currency", ruleDirection, "a fee has no currency", "write the code of the currency")
	}
}

// reach holds a column of countries to be filled exactly when the row is about countries.
func (a *assembler) reach(r dataset.Row, column string, wanted bool) {
	if have := r.Str(column) != ""; have != wanted {
		fix := "write the two-letter code of the country"
		if have {
			fix = "remove the country, or correct the scope"
		}
		a.at(r, column, ruleReach, "scope and "+column+" do not agree", fix)
	}
}

// prices takes over collected prices and refuses those that could not be compared fairly.
func (a *assembler) prices() {
	rows := a.rows("price-observations")
	groups := map[string][]dataset.Row{}
	for _, r := range rows {
		o := price(r)
		a.portal.Remittance.Prices = append(a.portal.Remittance.Prices, o)
		groups[o.Observation] = append(groups[o.Observation], r)
		if o.Reference > 0 {
			a.total(r, o.Amount, o.Fee, 100*(o.Reference-o.Offered)/o.Reference)
		}
		day, err := time.Parse(time.DateOnly, o.CollectedOn)
		if err != nil {
			continue // the type of the column tells it
		}
		if want := day.Add(staleAfter).Format(time.DateOnly); o.ReviewBy != want {
			a.at(r, "review_by", rulePrice, "review date "+diag.Quote(o.ReviewBy)+" is not 30 days after collection", "write "+want)
		}
		if want := o.Observation + strings.TrimPrefix(o.AmountClass, "usd"); o.ID != want {
			a.at(r, "id", rulePrice, "id is not made of observation and amount", "write "+want)
		}
	}
	for _, r := range rows {
		if group := groups[r.Str("observation")]; group[0].Line() == r.Line() {
			a.pair(group)
		}
	}
	a.known(rows, "channel_id", "channels", "id")
}

// pair holds the rows of one observation to be its two amounts, alike in everything else that makes them comparable.
func (a *assembler) pair(group []dataset.Row) {
	first := group[0]
	var have []string
	for _, r := range group {
		have = append(have, r.Str("amount_class"))
		for _, column := range []string{"sending_country", "channel_id", "provider", "product_mn", "product_en", "sending_access_mn", "sending_access_en", "receiving_access_mn", "receiving_access_en", "currency", "collector", "method", "collected_on"} {
			if r.Str(column) != first.Str(column) {
				a.at(r, column, rulePrice, column+" differs between the amounts of observation "+diag.Quote(first.Str("observation")), "collect both amounts in the same way on the same day, or make two observations")
			}
		}
	}
	slices.Sort(have)
	if !slices.Equal(have, priceAmounts) {
		a.at(first, "observation", rulePrice, "observation has the amounts "+diag.QuoteAll(have, len(have))+" ("+strconv.Itoa(len(have))+")", "collect exactly one row for usd-200 and one for usd-500")
	}
}

func price(r dataset.Row) model.PriceObservation {
	return model.PriceObservation{
		ID: r.Str("id"), Observation: r.Str("observation"), From: r.Str("sending_country"), ChannelID: r.Str("channel_id"), Provider: r.Str("provider"), Product: both(r, "product"),
		SentAt: both(r, "sending_access"), ReceivedAt: both(r, "receiving_access"), Speed: r.Str("speed"), AmountClass: r.Str("amount_class"), Amount: decimal(r, "amount"), Currency: r.Str("currency"),
		Fee: decimal(r, "fee"), Offered: decimal(r, "offered_rate"), Reference: decimal(r, "reference_rate"), ReferenceFrom: both(r, "reference"), ReceivingCharge: maybe(r, "receiving_charge_mnt"),
		TotalPct: decimal(r, "total_cost_pct"), Collector: r.Str("collector"), Method: r.Str("method"), CollectedOn: r.Str("collected_on"), ReviewBy: r.Str("review_by"),
		Evidence: model.Evidence{Sources: r.List("source"), AsOf: r.Str("collected_on"), Cautions: r.List("cautions")},
	}
}
