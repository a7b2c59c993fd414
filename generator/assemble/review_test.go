package assemble

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestReview holds that every row of the review is taken over, and that nothing is held back without a reason.
func TestReview(t *testing.T) {
	p := wholeData(t)
	if len(p.Objectives) != 23 || len(p.Facts) != 102 || len(p.Programmes) != 62 {
		t.Fatalf("%d objectives, %d facts, %d programmes", len(p.Objectives), len(p.Facts), len(p.Programmes))
	}
	for i, o := range p.Objectives {
		if o.Number != i+1 {
			t.Errorf("objective %d stands at place %d", o.Number, i+1)
		}
	}
	f := p.Fact("abroad-mapping")
	if f.Value != "200000" || f.Qualifier != "over" || f.Objectives[0] != 19 || p.Fact("none") != nil {
		t.Errorf("%+v", f)
	}
	if g := p.Programme("vr-welcoming-service"); g.Item != 1 || g.State == "" || p.Programme("") != nil {
		t.Errorf("%+v", g)
	}
}

// TestReviewContract holds that a portal may do without the review, but not with half a table of it.
func TestReviewContract(t *testing.T) {
	fsys := fixture()
	fsys["data/gcm-objectives/set.yaml"] = &fstest.MapFile{Data: []byte(`name: gcm-objectives
title: {mn: Туршилт, en: Test}
description: {mn: Туршилт, en: Test}
licence: {id: free, name: {mn: Чөлөөт, en: Free}}
sources: []
as_of: 2025-12-31
retrieved: 2026-01-01
maintained: P1Y
tables:
  - file: gcm-objectives.csv
    title: {mn: Туршилт, en: Test}
    key: [number]
    rows: {min: 1, max: 9}
    fields:
      - {name: number, title: {mn: Дугаар, en: Number}, type: integer, required: true, unique: true}
`)}
	fsys["data/gcm-objectives/gcm-objectives.csv"] = &fstest.MapFile{Data: []byte("number\n1\n")}
	p, list := assemble(t, fsys)
	if got := text(list); p != nil || !strings.Contains(got, `column "theme" is not described`) || !strings.Contains(got, `column "sources" is not described`) {
		t.Errorf("portal %v:\n%s", p != nil, got)
	}
}
