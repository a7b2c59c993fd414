package assemble

import (
	"fmt"
	"strings"
	"testing/fstest"

	"nutag/generator/model"
)

// fixture builds a whole repository of invented places, with as many aimags, soums and districts as there are in the
// country, that breaks no rule. Tests then break one thing at a time.
func fixture() fstest.MapFS {
	tables := map[string][]string{}
	add := func(table, format string, values ...any) {
		tables[table] = append(tables[table], fmt.Sprintf(format, values...))
	}
	var slugs []string
	code := 10
	for i := range aimagCount {
		code++
		aimag, kind, centre := fmt.Sprint(code), model.Aimag, fmt.Sprint(code)+"01"
		if i == 0 {
			kind, centre = model.Capital, ""
		}
		add("aimags", "%s,aimag-%s,%s,MN-%d,Аймаг,Aimag,Төв,Centre,%s,47.5,106.5,,1000,", aimag, aimag, kind, i, centre)
		slugs = append(slugs, "aimag/"+aimag+",aimag-"+aimag)
		add("migration", "%s,2020,10,4,6,census", aimag)
		add("livestock-losses", "%s,2020,1.5,,census", aimag)
		add("aimag-indicators", "%s,physicians,2020,5,census", aimag)
		n := soumCount / (aimagCount - 1)
		if i <= soumCount%(aimagCount-1) {
			n++
		}
		if kind == model.Capital {
			n = districtCount
		}
		for j := range n {
			unit(add, &slugs, aimag, fmt.Sprintf("%s%02d", aimag, j+1), kind, j == 0 && kind != model.Capital)
		}
		add("livestock-kinds", "%s,2020,%d,0,0,0,0,census", aimag, n)
	}
	add("sources", "census,Census,Office,Тооллого,Census,,free,2026-01-01,high,,")
	add("cautions", "coord-outside-polygon,Хилийн гадна.,Outside the border.")
	add("gaps", "clinic,2,Эмнэлэг,Clinic,Эмнэлэг байна уу?,Is there a clinic?")
	add("gaps", "school,1,Сургууль,School,Сургууль байна уу?,Is there a school?")
	add("glossary", "soum,сум,soum,place,Засаг захиргааны нэгж.,An administrative unit.,,,,census,high")
	add("synonyms", "move,нүүх|шилжих,move|relocate")
	directory(add)
	addRemittance(add)
	add("airports", "ZZZZ,ZZZZ,,Strip,47.5,106.5,,,1202,census,")

	fsys := fstest.MapFS{}
	put := func(name, content string) { fsys[name] = &fstest.MapFile{Data: []byte(content)} }
	put("data/site.yaml", "name: {mn: Нутаг, en: Nutag}\ntagline: {mn: Нутгаа мэд, en: Know the place}\ncontact: \"\"\n")
	put("data/slugs.csv", "id,slug\n"+strings.Join(sorted(slugs), "\n")+"\n")
	for _, need := range needed() {
		put("data/"+need.table+"/set.yaml", description(need))
		var header []string
		need.each(func(c columnNeed) { header = append(header, c.name) })
		put("data/"+need.table+"/"+need.table+".csv", strings.Join(header, ",")+"\n"+strings.Join(tables[need.table], "\n")+"\n")
	}
	return fsys
}

func unit(add func(string, string, ...any), slugs *[]string, aimag, code string, kind model.Kind, centre bool) {
	table, place, bagh, isCentre := "soums", "soum", "bagh", "no"
	if kind == model.Capital {
		table, place, bagh = "districts", "district", "khoroo"
	}
	if centre {
		isCentre = "yes"
	}
	add(table, "%s,%s,unit-%s,Сум,Unit,47.5,106.5,soum_centre,census,,,,%s,MN%s,4%s,,100,,1000,", code, aimag, code, isCentre, code, code)
	*slugs = append(*slugs, place+"/"+code+",unit-"+code)
	add("population", "%s,2019,100,,,census", code)
	add("population", "%s,2025,110,50,60,census", code)
	add("population-age", "%s,2019,0-4,30,census", code)
	add("population-age", "%s,2019,10-14,30,census", code)
	add("population-age", "%s,2019,5-9,40,census", code)
	add("under5", "%s,2019,30,census", code)
	add("livestock", "%s,2020,1000,census", code)
	add("herder-households", "%s,2020,10,census", code)
	add("hay", "%s,2020,10.5,census", code)
	for m := 1; m <= 12; m++ {
		add("climate", "%s,%d,-5.5,47.1,106.1,5,census", code, m)
	}
	add("natural-zones", "%s,0,10,20,30,40,0,0.1,census,", code)
	add("pasture", "%s,2022,5,300,20,20,20,20,21,census", code)
	add("biomass", "%s,2007-2020,300,census", code)
	add("postal-zones", "%s,10001,Бүс,census", code)
	add("baghs", "%s51,%s,%s,Баг,census", code, code, bagh)
}

// directory adds a post, a line and a service that are well known, and one of each that is not.
func directory(add func(string, string, ...any)) {
	const trusted, doubtful = ",,,,census,2022-05,high", ",Баталгаажаагүй.,Not confirmed.,census,,low"
	add("countries", "MN,Монгол,Mongolia,,,census")
	add("countries", "XX,Улс,Country,Өөр,Other|Else,census")
	add("missions", "post-a,embassy,operating,XX,Хот,City,Яам,Embassy,MN,,,Street 1,+1 222|+1 333,,a@b.mn,,10.5,20.5"+trusted)
	add("missions", "post-b,embassy,unverified,XX,,,Яам,Embassy,,,,,,,,,,,address|phone"+doubtful)
	add("hotlines", "line-a,102,,Цагдаа,Police,Дуудлага,Calls,MN,24h,,,mn,Газар,Office,yes,all,police,yes"+trusted)
	add("hotlines", "line-b,,,Утас,Line,Лавлагаа,Advice,MN,,,,,Газар,Office,,all,,partly,number"+doubtful)
	add("services", "svc-a,abroad,all,Бүгд,All,before|after,Нэр,Name,Товч,Short,Очно|2022 оны 5 сард авна,Go|Collect it in May 2022,,,5 евро,EUR 5,,,,,,unknown,,,Шалгана,Check,svc-b,yes"+trusted)
	add("services", "svc-b,internal,all,Бүгд,All,after,Нэр,Name,Товч,Short,Очно,Go,,,,,,,,,,unknown,,,Шалгана,Check,,no,fee_mn|fee_en"+doubtful)
	add("withheld", "line,phone,4444 5555,line-b,Хуучин.,Old.")
	add("withheld", "short,phone,1999,line-b,Хуучин.,Old.")
	add("withheld", "street,address,Old Street,post-b,Хуучин.,Old.")
}

func sorted(s []string) []string {
	out := append([]string(nil), s...)
	for i := range out {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// description writes the least set.yaml that a needed table can have. Order and keys are left to a running number, so that
// a broken row reaches the rules of this package.
func description(need tableNeed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: %s\ntitle: {mn: Туршилт, en: Test}\ndescription: {mn: Туршилт, en: Test}\nlicence: {id: free, name: {mn: Чөлөөт, en: Free}}\nsources: []\nas_of: 2025-12-31\nretrieved: 2026-01-01\nmaintained: P1Y\ntables:\n  - file: %s.csv\n    title: {mn: Туршилт, en: Test}\n    key: []\n    fields:\n", need.table, need.table)
	need.each(func(c columnNeed) {
		fmt.Fprintf(&b, "      - {name: %s, title: {mn: Багана, en: Column}, type: %s, required: %v}\n", c.name, c.types[0], c.required)
	})
	// Keys are compulsory in set.yaml; the columns that tell rows apart differ by table.
	key := map[string]string{
		"population": "nso_code, year", "population-age": "nso_code, age_group", "climate": "nso_code, month", "baghs": "bagh_code",
	}[need.table]
	if key == "" {
		first := ""
		need.each(func(c columnNeed) {
			if first == "" {
				first = c.name
			}
		})
		key = first
	}
	out := strings.Replace(b.String(), "key: []", "key: ["+key+"]", 1)
	if need.table == "withheld" {
		out = strings.Replace(out, "\ntitle:", "\npublished: no\ntitle:", 1)
	}
	return out
}
