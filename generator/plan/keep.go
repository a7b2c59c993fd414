package plan

import (
	"nutag/generator/model"
	"nutag/i18n"
)

const keepPath = "offline.html"

// keepView is the page on which a reader keeps the portal in the browser of a device.
type keepView struct {
	Crumbs []link       `json:"crumbs"`
	Aimags []keepChoice `json:"aimags"` // those of the edition, in the order of the alphabet
}

type keepChoice struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func (b *builder) keep() Page {
	title := b.t("keep_title")
	v := keepView{Crumbs: b.crumbs(keepPath, link{Text: title})}
	aimags := append([]*model.AimagRecord(nil), b.in.Portal.Aimags...)
	i18n.SortBy(b.lang, aimags, b.aimagName)
	for _, a := range aimags {
		if b.holds(aimagPath(a)) {
			v.Aimags = append(v.Aimags, keepChoice{Code: a.Code, Name: b.aimagName(a)})
		}
	}
	return Page{Lang: b.lang, Path: keepPath, Kind: "keep", ID: "page/offline", Title: title, Description: b.t("keep_intro"), View: v, Text: b.t("keep_search")}
}
