package opendata

import "nutag/generator/model"

// index lists the files of the places, with their names, and where sources and cautions are explained. All paths are relative
// to the root of the site.
type index struct {
	DataPackage string  `json:"datapackage"`
	Sources     string  `json:"sources"`
	Cautions    string  `json:"cautions"`
	Aimags      []entry `json:"aimags"`
	Districts   []entry `json:"districts"`
	Soums       []entry `json:"soums"`
}

type entry struct {
	named
	Code  string `json:"code"`
	Slug  string `json:"slug"`
	Aimag string `json:"aimag,omitempty"` // id
	Pages text   `json:"pages"`
}

func (w *writer) index() index {
	x := index{
		DataPackage: dataDir + "/datapackage.json", Sources: w.explained("sources"), Cautions: w.explained("cautions"),
		Aimags: []entry{}, Districts: []entry{}, Soums: []entry{},
	}
	for _, a := range w.portal.Aimags {
		x.Aimags = append(x.Aimags, entry{
			named: named{ID: aimagID(a.Code), Name: text(a.Name), File: aimagFile(a)}, Code: a.Code, Slug: a.Slug, Pages: aimagPages(a),
		})
	}
	for _, p := range w.portal.Places {
		e := entry{
			named: named{ID: placeID(p), Name: text(p.Name), File: placeFile(p)},
			Code:  p.Code, Slug: p.Slug, Aimag: aimagID(p.AimagCode), Pages: placePages(p),
		}
		if p.Kind == model.District {
			x.Districts = append(x.Districts, e)
		} else {
			x.Soums = append(x.Soums, e)
		}
	}
	return x
}

// explained is the path of the copy of a table.
func (w *writer) explained(table string) string {
	t := w.catalog.Table(table)
	if t == nil {
		w.fail("no table %s", table)
		return ""
	}
	return copyPath(t.Set.Name, t.Path)
}
