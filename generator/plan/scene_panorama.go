package plan

import (
	"strconv"

	"nutag/generator/model"
	"nutag/i18n"
)

// panoramaView is a photograph all around: shown on the page, and in the scene when the reader asks.
type panoramaView struct {
	URL        string `json:"url"`
	Title      string `json:"title"`
	By         string `json:"by"`
	LicenceURL string `json:"licence_url"`
	Heading    string `json:"heading"`
	W          int    `json:"w"`
	H          int    `json:"h"`
	Refs       []ref  `json:"refs"`
}

func (b *builder) panoramas(n *notes, p *model.Place, path string) []panoramaView {
	var out []panoramaView
	for _, x := range b.in.Portal.Panoramas {
		if x.PlaceCode != p.Code {
			continue
		}
		n.use("panoramas")
		out = append(out, panoramaView{
			// The files of data sets lie beside the language folders.
			URL: rel(b.lang+"/"+path, "data/panoramas/"+x.File), Title: x.Title.In(b.lang), LicenceURL: x.LicenceURL,
			By:      b.t("scene_pano_by", i18n.Data{"author": x.Author, "taken": b.words.DateText(x.Taken), "licence": x.Licence}),
			Heading: strconv.FormatFloat(x.Heading, 'f', -1, 64), W: 2048, H: 1024, Refs: n.refs([]string{x.Source}, nil),
		})
	}
	return out
}
