package assemble

import (
	"strings"
	"testing"
	"testing/fstest"
)

const offerSet = `name: %NAME%
title: {mn: Туршилт, en: Test}
description: {mn: Туршилт, en: Test}
licence: {id: free, name: {mn: Чөлөөт, en: Free}}
sources: [census]
as_of: 2025-12-31
retrieved: 2026-01-01
maintained: P1Y
tables:
`

func tableOf(table, key string, columns string) string {
	var b strings.Builder
	b.WriteString("  - file: " + table + ".csv\n    title: {mn: Туршилт, en: Test}\n    key: [" + key + "]\n    fields:\n")
	for _, c := range strings.Fields(columns) {
		name, kind, _ := strings.Cut(c, ":")
		required := strings.HasSuffix(name, "!")
		name = strings.TrimSuffix(name, "!")
		b.WriteString("      - {name: " + name + ", title: {mn: Багана, en: Column}, type: " + map[string]string{"": "string", "b": "boolean", "i": "integer", "f": "number", "l": "list"}[kind])
		if required {
			b.WriteString(", required: true")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// withFigures is the fixture with a list of indicators and one table of figures by soum; the figures are made up.
func withFigures(rows ...string) fstest.MapFS {
	fsys := fixture()
	put := func(name, content string) { fsys[name] = &fstest.MapFile{Data: []byte(content)} }
	put("data/indicators/set.yaml", strings.Replace(offerSet, "%NAME%", "indicators", 1)+
		tableOf("indicators", "id", "id! topic! levels!:l rank!:i unit! digits!:i shown!:b title_mn! title_en! about_mn about_en cautions:l"))
	put("data/indicators/indicators.csv", "id,topic,levels,rank,unit,digits,shown,title_mn,title_en,about_mn,about_en,cautions\n"+
		"beds,health,soum,1,beds,0,yes,Ор,Beds,,,\nwage,work,aimag,2,thousand-mnt,1,yes,Цалин,Wage,,,\n")
	put("data/made-up/set.yaml", strings.Replace(offerSet, "%NAME%", "made-up", 1)+tableOf("made-up", "nso_code, indicator, period", "nso_code! indicator! period! value!:f source!"))
	put("data/made-up/made-up.csv", "nso_code,indicator,period,value,source\n"+strings.Join(rows, "\n")+"\n")
	return fsys
}

func TestFiguresReachTheirPlaces(t *testing.T) {
	p, list := assemble(t, withFigures("1201,beds,2023,0,census", "1201,beds,2024,12,census"))
	if len(list) > 0 {
		t.Fatal(text(list))
	}
	f := p.Place("1201").Figures
	if len(f) != 2 || f[0].Value != 0 || f[1].Value != 12 || f[1].Set != "made-up" {
		t.Errorf("%+v", f)
	}
	if x := p.PlaceFacts(); len(x) != 1 || x[0].Known != 1 || x[0].Of != 330 {
		t.Errorf("%+v", x)
	}
}

func TestFigureRules(t *testing.T) {
	for name, tc := range map[string]struct {
		row  string
		want ruleID
	}{
		"unknown indicator": {"1201,bed,2024,1,census", ruleRef},
		"level":             {"1201,wage,2024,1,census", ruleLevel},
		"no place":          {"9999,beds,2024,1,census", ruleRef},
		"no source":         {"1201,beds,2024,1,nobody", ruleRef},
		"month 13":          {"1201,beds,2024-13,1,census", rulePeriod},
		"30 February":       {"1201,beds,2024-02-30,1,census", rulePeriod},
		"quarter 5":         {"1201,beds,2024-Q5,1,census", rulePeriod},
		"range backward":    {"1201,beds,2024-04/2024-01,1,census", rulePeriod},
	} {
		t.Run(name, func(t *testing.T) {
			_, list := assemble(t, withFigures(tc.row))
			if len(list) != 1 || list[0].RuleID != string(tc.want) {
				t.Errorf("want one problem of rule %s:\n%s", tc.want, text(list))
			}
		})
	}
}

func TestTwoTablesOfOneFigure(t *testing.T) {
	fsys := withFigures("1201,beds,2024,1,census")
	for _, f := range []string{"set.yaml", "made-up.csv"} {
		data := strings.ReplaceAll(string(fsys["data/made-up/"+f].Data), "made-up", "made-up-too")
		fsys["data/made-up-too/"+strings.ReplaceAll(f, "made-up", "made-up-too")] = &fstest.MapFile{Data: []byte(data)}
	}
	_, list := assemble(t, fsys)
	if len(list) != 1 || list[0].RuleID != string(ruleTwice) {
		t.Errorf("want one problem of rule %s:\n%s", ruleTwice, text(list))
	}
}
