package assemble

import (
	"strings"
	"testing"
	"testing/fstest"
)

const guideSet = `name: NAME
title: {mn: Туршилт, en: Test}
description: {mn: Туршилт, en: Test}
licence: {id: free, name: {mn: Чөлөөт, en: Free}}
sources: []
as_of: 2025-12-31
retrieved: 2026-01-01
maintained: P1Y
files:
  - {file: a.yaml, title: {mn: Туршилт, en: Test}, format: yaml}
`

// member adds a set with one file of format yaml.
func member(fsys fstest.MapFS, set, content string) {
	fsys["data/"+set+"/set.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(guideSet, "NAME", set, 1))}
	fsys["data/"+set+"/a.yaml"] = &fstest.MapFile{Data: []byte(content)}
}

// journey has eight steps that cite the source.
func journey(source string) string {
	step := func(id string) string {
		return "      - {id: " + id + ", title: {mn: Алхам, en: Step}, text: {mn: Тэгнэ., en: Do so.}, sources: [" + source + "]}\n"
	}
	return "id: a\ntitle: {mn: А, en: A}\nsummary: {mn: А, en: A}\nfor: {mn: А, en: A}\nprotection: yes\nphases:\n" +
		"  before:\n    steps:\n" + step("a") + step("b") + step("c") +
		"  during:\n    steps:\n" + step("d") + step("e") + step("f") +
		"  after:\n    steps:\n" + step("g") + step("h")
}

func TestGuides(t *testing.T) {
	fsys := fixture()
	member(fsys, "journeys", journey("census"))
	p, list := assemble(t, fsys)
	if p == nil || len(p.Journeys) != 1 || !p.Journeys[0].Protection || p.Journeys[0].Phases[2].Steps[1].Sources[0] != "census" {
		t.Fatalf("portal %v:\n%s", p != nil, text(list))
	}
	member(fsys, "journeys", journey("sensus"))
	member(fsys, "flows", "id: b\n")
	member(fsys, "other", "id: a\n")
	p, list = assemble(t, fsys)
	got := text(list)
	if p != nil {
		t.Error("a portal with broken journeys")
	}
	for _, want := range []string{
		`data/journeys/a.yaml:9:89: error: "sensus" is not an id of sources [ref-unknown]`, "fix:  write census",
		"data/flows/a.yaml:1:1: error: the flow lacks nodes [guide-missing]", `id "b" differs from the file name`,
		`data/other/a.yaml: error: nothing reads files of format yaml in set "other" [member-unread]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s\n%s", want, got)
		}
	}
}
