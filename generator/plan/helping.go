package plan

import (
	"slices"
	"strings"

	"nutag/generator/model"
)

// lessonsView is the lessons that help beside a page.
type lessonsView struct {
	Items []item `json:"items"` // the detail is the course, where it must be told for whom a lesson is
}

// kindIndexes are the lists of the kinds of pages for which lessons are chosen as a whole: a lesson leads back to the list.
var kindIndexes = map[string]string{"channel": channelsPath, "country": countriesPath, "district": "districts/index.html", "soum": "soums/index.html"}

// lessonsFor lists the lessons that name a page as related, in the order of the courses, and then those that help on every page
// of its kind; nil when there are none. A page that deals with danger leads only to lessons that keep nothing on the device.
func (b *builder) lessonsFor(from, kind, id string, danger bool) *lessonsView {
	t := b.in.Training
	if t == nil {
		return nil
	}
	v := &lessonsView{}
	shown := map[string]bool{}
	add := func(c *model.Course, l *model.Lesson) {
		if shown[l.ID] || danger && !l.Private {
			return
		}
		shown[l.ID] = true
		x := item{Name: l.In(b.lang).Title, URL: rel(from, lessonPath(l.ID))}
		if danger {
			x.Detail = c.Title.In(b.lang)
		}
		v.Items = append(v.Items, x)
	}
	for _, c := range t.Courses {
		for _, l := range c.Lessons() {
			if slices.ContainsFunc(l.Related, func(name string) bool { return strings.EqualFold(name, kind+"/"+id) }) {
				add(c, l)
			}
		}
	}
	for _, h := range t.Helps {
		for _, lesson := range h.Lessons {
			for _, c := range t.Courses {
				for _, l := range c.Lessons() {
					if h.Kind == kind && l.ID == lesson {
						add(c, l)
					}
				}
			}
		}
	}
	if len(v.Items) == 0 {
		return nil
	}
	return v
}

// index finds the pages of a language by id, in lower case, and by path.
func (b *builder) index(pages []Page) (byID, byPath map[string]Page) {
	byID, byPath = map[string]Page{}, map[string]Page{}
	for _, p := range pages {
		if p.Lang != b.lang || p.Root {
			continue
		}
		byPath[p.Path] = p
		if p.ID != "" {
			byID[strings.ToLower(p.ID)] = p
		}
	}
	return byID, byPath
}

// linkSteps fills the pages to which the steps of journeys and the ends of flows lead on.
func (b *builder) linkSteps(pages []Page) {
	byID, _ := b.index(pages)
	fill := func(from string, c *guideCites) {
		for _, id := range c.pages {
			to, exists := byID[id]
			if !exists {
				b.fail("%s: no page %q", from, id)
				continue
			}
			c.Pages = append(c.Pages, link{Text: to.Title, URL: rel(from, to.Path)})
		}
		c.pages = nil
	}
	for i := range pages {
		if pages[i].Lang != b.lang {
			continue
		}
		path := pages[i].Path
		switch v := pages[i].View.(type) {
		case journeyView:
			for _, ph := range v.Phases {
				for k := range ph.Steps {
					fill(path, &ph.Steps[k].Cites)
				}
			}
		case flowView:
			for k := range v.All {
				fill(path, &v.All[k].Cites)
			}
		case flowNodeView:
			fill(path, &v.Node.Cites)
			pages[i].View = v
		}
	}
}

// linkRelated fills the related pages of the lessons once all pages of the language are known: the records that a lesson names,
// then the lists of the kinds on whose pages it stands. A record whose kind has no pages is left out; package training has
// told of it.
func (b *builder) linkRelated(pages []Page) {
	byID, byPath := b.index(pages)
	for _, p := range pages {
		v, ok := p.View.(*lessonView)
		if !ok || p.Lang != b.lang {
			continue
		}
		add := func(to link) {
			if !slices.Contains(v.Related, to) {
				v.Related = append(v.Related, to)
			}
		}
		for _, id := range v.related {
			if to, exists := byID[strings.ToLower(id)]; exists {
				add(link{Text: to.Title, URL: rel(p.Path, to.Path)})
			} else if line, ok := strings.CutPrefix(id, "hotline/"); ok {
				b.addHotline(line, p.Path, add)
			}
		}
		for _, h := range b.in.Training.Helps {
			if to, exists := byPath[kindIndexes[h.Kind]]; exists && slices.Contains(h.Lessons, v.ID) {
				add(link{Text: to.Title, URL: rel(p.Path, to.Path)})
			}
		}
	}
}

// addHotline leads to a help line, which has its place on the page of all of them.
func (b *builder) addHotline(id, from string, add func(link)) {
	for i := range b.in.Portal.Hotlines {
		if h := &b.in.Portal.Hotlines[i]; strings.EqualFold(h.ID, id) {
			add(link{Text: b.lineName(h), URL: rel(from, hotlinePath(h.ID))})
		}
	}
}

// StandingPages are the ids of pages that stand in every portal beside those of records and prose, without "page/". Lessons may
// name them.
func StandingPages() []string {
	return []string{strings.TrimPrefix(calculatorID, "page/")}
}
