package assemble

import (
	"strings"
	"testing"
	"testing/fstest"

	"nutag/generator/model"
)

// addRemittance adds to the fixture the least of every table on sending money that breaks no rule.
func addRemittance(add func(table, format string, values ...any)) {
	add("cautions", "fee-outgoing,Гадагш.,Outgoing.")
	add("channel-kinds", "bank,1,Банк,Bank,Банк.,A bank.,listed,")
	add("channels", "bank-a,Банк,Bank,bank,documented,swift,,Бүх улс,Anywhere,account,Данс,Account,,,,,,,,,,,,,Хуудас,Page,census,,high,")
	add("channels", "kr-b,Оператор,Operator,bank,unconfirmed,listed,KR|JP,Солонгос,Korea,cash|account,Данс,Account,,,,,,,,,,,,,Хуудас,Page,census,2019,low,")
	add("fees-observed", "bank-a-1,bank-a,out,Шимтгэл,Fee,Бүх дүн,Any,10,10,MNT,provider,history,,,census,,high,fee-outgoing")
	add("fees-observed", "kr-b-1,kr-b,in,Шимтгэл,Fee,Бүх дүн,Any,10,20,KRW,guide,not-a-quote,,,census,,low,")
	add("rpw-benchmarks", "KR,VN,2020-Q3,200,3.91,census,high")
	add("rpw-global", "global-average,2016-Q3,Дундаж,Average,7.42,census,medium")
	add("rpw-method", "a,2025-Q3,140,EUR,2.00,-0.20,1.23,census,medium")
	add("remittance-series", "2019,560930420,3.9,,,,high")
	add("series-vintages", "a,2019,574400000,4.1,Өмнөх,Earlier,census")
	add("bilateral-2017", "kr,country,KR,60.004,60.0,census,low")
	add("bilateral-2017", "ru,country,RU,40.000,40.0,census,low")
	add("bilateral-2017", "world,world,,100.005,100.0,census,low")
	add("diaspora-measures", "census,1,Тооллого,Census,Тооллого.,A census.")
	add("diaspora", "census-kr,census,country,KR,2020,39982,no,no,counted,,,census,medium,")
	add("diaspora", "census-se,census,country,SE,2023,12800,no,yes,unconfirmed,,,census,low,")
	add("diaspora", "census-world,census,world,,2020,122301,no,no,counted,,,census,high,")
	add("diaspora-orgs", "council,Зөвлөл,Council,umbrella,worldwide,,2014,Зөвлөл.,A council.,,documented,census,2024-09,high")
	add("regulation", "target,targets,stated,Зорилт.,A target.,3,percent,census,2015/2030,high,")
	add("regulation", "tax,tax,unknown,Тодорхойгүй.,Not known.,,,,,unknown,")
	add("lesson-facts", "vat,tax,НӨАТ,VAT,10,10,10,percent,хувь,percent,yes,,,census,2025,high")
	add("lesson-facts", "wage,work,Цалин,Wage,,,,,,,no,,,,,unknown")
	const price = "kr-b-1-%[1]s,kr-b-1,KR,kr-b,Operator,Данс,Account,Апп,App,Данс,Account,next-day,usd-%[1]s,%[2]s,KRW,5000,2.45,2.5,Төв банк,Central bank,,%[3]s,NGO,app,2026-11-01,2026-12-01,census,"
	add("price-observations", price, "200", "250000", "4.00")
	add("price-observations", price, "500", "625000", "2.80")
}

func TestRemittance(t *testing.T) {
	fsys := fixture()
	p, list := assemble(t, fsys)
	if p == nil {
		t.Fatal(text(list))
	}
	m := &p.Remittance
	if len(m.Channels) != 2 || !m.Channels[0].Confirmed || m.Channels[1].Confirmed || m.Channels[1].AsOf != "2019" {
		t.Errorf("channels: %+v", m.Channels)
	}
	if got := m.ChannelsFrom("JP"); len(got) != 1 || got[0].ID != "kr-b" || m.Channel("bank-a") == nil || m.Channel("x") != nil {
		t.Errorf("channels from Japan: %v", got)
	}
	if m.Fees[1].Max != 20 || m.Benchmarks[0].AsOf != "2020-Q3" || m.Series[0].Outflow != nil || *m.Vintages[0].InflowPct != 4.1 || m.Flows[0].Country != "KR" {
		t.Errorf("figures: %+v", m)
	}
	if !m.Diaspora[1].Inferred || m.Orgs[0].Founded != 2014 || m.Regulation[1].Value != "" || m.Prices[0].ReceivingCharge != nil || m.Prices[1].Amount != 625000 {
		t.Errorf("people and rules: %+v", m)
	}
	if len(p.LessonFacts) != 2 || !p.LessonFacts[0].Teach || p.LessonFacts[0].UnitText != (model.Text{MN: "хувь", EN: "percent"}) {
		t.Errorf("lesson facts: %+v", p.LessonFacts)
	}
}

func TestRemittanceBroken(t *testing.T) {
	for _, c := range []struct {
		name, table, old, new string
		want                  []string
	}{
		{"total that is not the sum", "rpw-method", "-0.20,1.23", "-0.20,1.24", []string{"remittance-total"}},
		{"total of a margin cut to zero", "rpw-method", "-0.20,1.23", "-0.20,1.43", []string{"remittance-total"}},
		{"share", "bilateral-2017", "60.004,60.0", "60.004,61.0", []string{"remittance-shares"}},
		{"sum of the flows", "bilateral-2017", "100.005,", "100.015,", []string{"remittance-shares"}},
		{"no world", "bilateral-2017", "world,world,", "world,country,", []string{"country-scope", "remittance-shares"}},
		{"benchmark to Mongolia", "rpw-benchmarks", "KR,VN", "KR,MN", []string{"benchmark-mongolia"}},
		{"channel in doubt", "channels", "unconfirmed", "documented", []string{"doubt-as-fact"}},
		{"fee in doubt", "fees-observed", "not-a-quote", "history", []string{"doubt-as-fact"}},
		{"people in doubt", "diaspora", "yes,unconfirmed", "yes,counted", []string{"doubt-as-fact"}},
		{"organisation in doubt", "diaspora-orgs", "2024-09,high", "2024-09,low", []string{"doubt-as-fact"}},
		{"rule in doubt", "regulation", "2030,high", "2030,low", []string{"doubt-as-fact"}},
		{"value of an unknown rule", "regulation", "Not known.,,", "Not known.,10,", []string{"doubt-as-fact"}},
		{"rule without a source", "regulation", "census,2015/2030", ",2015/2030", []string{"doubt-as-fact"}},
		{"lesson that is not known", "lesson-facts", ",no,,,", ",yes,,,", []string{"doubt-as-fact"}},
		{"outgoing fee without its caution", "fees-observed", "high,fee-outgoing", "high,", []string{"fee-direction"}},
		{"incoming fee with the caution", "fees-observed", "in,Шимтгэл", "out,Шимтгэл", []string{"fee-direction"}},
		{"fee upside down", "fees-observed", "10,20,KRW", "30,20,KRW", []string{"fee-direction"}},
		{"fee without currency", "fees-observed", "20,KRW", "20,", []string{"fee-direction"}},
		{"channel from nowhere", "channels", "listed,KR|JP", "listed,", []string{"country-scope"}},
		{"channel of no kind", "channels", "Operator,bank", "Operator,bnk", []string{"ref-unknown"}},
		{"fee of no channel", "fees-observed", "kr-b-1,kr-b,", "kr-b-1,kr-c,", []string{"ref-unknown"}},
		{"measure", "diaspora", "census-se,census,", "census-se,cencus,", []string{"ref-unknown"}},
		{"world with a country", "diaspora", "census,world,,", "census,world,MN,", []string{"country-scope"}},
		{"price of another total", "price-observations", ",4.00,", ",4.02,", []string{"remittance-total"}},
		{"price that never grows old", "price-observations", "2026-12-01,census,\n", "2027-12-01,census,\n", []string{"price-incomplete"}},
		{"price of one amount", "price-observations", "kr-b-1-500,kr-b-1,", "kr-b-2-500,kr-b-2,", []string{"price-incomplete", "price-incomplete"}},
		{"price of another day", "price-observations", "2026-11-01,2026-12-01", "2026-10-31,2026-11-30", []string{"price-incomplete"}},
		{"price under another id", "price-observations", "kr-b-1-200,", "kr-b-1-100,", []string{"price-incomplete"}},
		{"price of no channel", "price-observations", "KR,kr-b,", "KR,kr-c,", []string{"price-incomplete", "ref-unknown"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fixture()
			name := "data/" + c.table + "/" + c.table + ".csv"
			before := string(fsys[name].Data)
			if !strings.Contains(before, c.old) {
				t.Fatalf("%q is not in %s", c.old, name)
			}
			fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(before, c.old, c.new, 1))}
			_, list := assemble(t, fsys)
			compare(t, list, c.want)
		})
	}
}

// TestRealRemittance counts what the repository holds of the tables that were promised whole.
func TestRealRemittance(t *testing.T) {
	p := wholeData(t)
	m := &p.Remittance
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"channels", len(m.Channels), 23}, {"fees", len(m.Fees), 23}, {"benchmarks", len(m.Benchmarks), 25}, {"averages", len(m.Averages), 11}, {"method rows", len(m.Method), 4},
		{"years", len(m.Series), 27}, {"flows", len(m.Flows), 52}, {"counts of people", len(m.Diaspora), 102}, {"organisations", len(m.Orgs), 7},
		{"regulation", len(m.Regulation), 26}, {"lesson facts", len(p.LessonFacts), 58},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, want %d", c.got, c.what, c.want)
		}
	}
	for _, f := range m.Regulation {
		if len(f.Cautions) > 0 && (f.Value != "" || f.Status == "stated") {
			t.Errorf("%s is not checked against the law, but stated", f.ID)
		}
	}
}
