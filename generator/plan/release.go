package plan

import "nutag/i18n"

const (
	releasePath  = "release.html"
	offlineGuide = "guides/offline.html"
)

// releaseView is the page on what copy this is. The release itself is not known to a build: its number and dates are put into the
// elements with data-release when the finished portal is signed, and until then they say that this is a working copy.
type releaseView struct {
	Crumbs  []link `json:"crumbs"`
	Edition string `json:"edition"` // what the copy holds, in words
	Holds   string `json:"holds"`
	DataISO string `json:"data_iso"` // newest date that any data set describes
	Data    string `json:"data"`
	Guide   string `json:"guide,omitempty"` // how to use a copy
	Keep    string `json:"keep"`
}

// release is the page that every footer leads to.
func (b *builder) release() Page {
	title := b.t("release_title")
	v := releaseView{Crumbs: b.crumbs(releasePath, link{Text: title}), Keep: keepPath}
	if b.planned[offlineGuide] {
		v.Guide = offlineGuide
	}
	v.Edition, v.Holds = b.editionWords()
	for _, s := range b.in.Portal.Sets {
		v.DataISO = max(v.DataISO, s.AsOf)
	}
	v.Data = b.words.DateText(v.DataISO)
	return Page{Lang: b.lang, Path: releasePath, Kind: "release", ID: "page/release", Title: title, Description: b.t("release_intro"), View: v, Text: b.t("release_search")}
}

// editionWords names the edition and says what it holds.
func (b *builder) editionWords() (name, holds string) {
	kind := b.in.Edition.Kind()
	place := ""
	if code := b.in.Edition.Aimag(); code != "" {
		a := b.in.Portal.Aimag(code)
		if a == nil {
			b.fail("edition %s: no aimag %s", b.in.Edition, code)
			return "", ""
		}
		place = b.aimagName(a)
	}
	switch kind {
	case "lite":
		return b.t("edition_lite"), b.t("edition_lite_holds")
	case "aimag":
		return b.t("edition_aimag", i18n.Data{"name": place}), b.t("edition_aimag_holds", i18n.Data{"name": place})
	}
	return b.t("edition_full"), b.t("edition_full_holds")
}
