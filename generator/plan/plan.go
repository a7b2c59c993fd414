package plan

import (
	"errors"
	"sort"

	"nutag/generator/edition"
	"nutag/generator/geo"
	"nutag/i18n"
)

// Build plans every page in both languages. The error joins all faults: words that are missing, or a model that was not
// checked.
func Build(in Input) (Output, error) {
	out := Output{Holds: map[string]string{}}
	national := in.Shapes.NationalMap()
	var world *geo.Map
	if in.World != nil {
		m := in.World.Map()
		world = &m
	}
	builders := map[string]*builder{}
	soums, err := newSoumFile(in)
	if err != nil {
		return Output{}, err
	}
	out.Files = append(out.Files, soums.File)
	shared := map[string]int{}
	for _, p := range in.Portal.Places {
		shared[p.Name.MN]++
	}
	for _, lang := range i18n.Langs() {
		b := &builder{in: in, world: world, lang: lang, words: in.Bundle.Localizer(lang), shared: shared}
		b.planned = b.paths()
		texts := b.outreach()
		builders[lang] = b
		small := b.aimagsMap(national, "index.html")
		out.Pages = append(out.Pages, b.home(small), b.mapPage(small), b.soumIndex(), b.aimagIndex(), b.districtIndex(),
			b.search(), b.calculator(), b.release(), b.keep())
		out.Pages = append(out.Pages, b.data()...)
		out.Pages = append(out.Pages, b.sources()...)
		out.Pages = append(out.Pages, b.glossary()...)
		out.Pages = append(out.Pages, b.directory()...)
		for _, a := range in.Portal.Aimags {
			out.Pages = append(out.Pages, b.aimag(a))
		}
		for _, p := range in.Portal.Places {
			out.Pages = append(out.Pages, b.place(p))
		}
		for _, p := range in.Prose {
			if p.Lang == lang {
				out.Pages = append(out.Pages, b.prose(p))
			}
		}
		out.Pages = append(out.Pages, b.scenes()...)
		out.Pages = append(out.Pages, b.remittances()...)
		out.Pages = append(out.Pages, b.guides()...)
		out.Pages = append(out.Pages, b.choosing(soums)...)
		out.Pages = append(out.Pages, b.training()...)
		out.Pages = append(out.Pages, texts...)
		b.linkRelated(out.Pages)
		b.linkSteps(out.Pages)
		out.Pages = append(out.Pages, b.embeds()...)
		pages, editions := b.editions()
		out.Pages, out.Editions = append(out.Pages, pages...), append(out.Editions, editions...)
		out.Files = append(append(out.Files, b.mapFile(national)), b.files...)
		if world != nil {
			out.Files = append(out.Files, b.missionsMap())
		}
		out.Codes = append(out.Codes, b.codes...)
		_, out.Holds[lang] = b.editionWords()
	}
	out.Pages = append(out.Pages, rootPages(builders[i18n.MN], builders[i18n.EN])...)
	var errs []error
	for _, lang := range i18n.Langs() {
		errs = append(errs, builders[lang].errs...)
		errs = append(errs, builders[lang].words.Err())
	}
	sort.Slice(out.Pages, func(i, j int) bool { return out.Pages[i].URL() < out.Pages[j].URL() })
	out.Pages, out.Left = divide(in.Edition, out.Pages)
	if in.BaseURL != "" {
		out.Files = append(out.Files, sitemap(in.BaseURL, out.Pages))
	}
	sort.Slice(out.Files, func(i, j int) bool { return out.Files[i].Path < out.Files[j].Path })
	sort.Slice(out.Codes, func(i, j int) bool { return out.Codes[i].Path < out.Codes[j].Path })
	return out, errors.Join(errs...)
}

// divide parts the pages into those of the edition and the others.
func divide(e edition.Edition, pages []Page) (held, left []Page) {
	for _, p := range pages {
		if e.Holds(p.URL()) {
			held = append(held, p)
		} else {
			left = append(left, p)
		}
	}
	return held, left
}
