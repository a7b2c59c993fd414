// Package guides reads the journeys (steps before, during and after a move) and the decision flows (questions that lead to
// an answer) of the portal.
//
// It exists because these files are no tables: a step without a source, a question that leads nowhere or an answer that only
// one language has would otherwise reach a person in trouble. All problems of all files are told at once, each with its
// place, and what comes out are plain values of package model.
package guides

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

// RulesFile is where the rules of this package are written for people; problems point there.
const RulesFile = "docs/howto/write-a-journey.md"

// Bounds of one file. The longest journey has some fifteen steps, the longest flow some twenty nodes.
const (
	MinSteps     = 8
	MaxSteps     = 40
	MinQuestions = 6
	MaxNodes     = 80
	MaxAnswers   = 8
	MaxCitations = 20
	MaxTitle     = 90  // runes
	MaxText      = 700 // runes
)

// Known holds the ids that a step may cite. A nil set says that its table could not be read: nothing is then said of such
// ids, because the fault lies there.
type Known struct {
	Services, Sources, Hotlines map[string]bool
	Pages                       map[string]bool // kind/id
}

// Pages are the pages that a step may lead to, as kind/id: the journeys and flows of these files and the standing pages.
func Pages(journeys, flows []string) map[string]bool {
	known := map[string]bool{}
	for _, page := range StandingPages() {
		known[page] = true
	}
	for kind, files := range map[string][]string{"journey": journeys, "flow": flows} {
		for _, f := range files {
			known[kind+"/"+strings.TrimSuffix(path.Base(f), ".yaml")] = true
		}
	}
	return known
}

// StandingPages are the pages beside journeys and flows that a step may lead to: each stands in every portal.
func StandingPages() []string {
	return []string{"page/countries", "page/courses", "page/hotlines", "page/remittance-calculator", "page/services"}
}

// Journeys reads the files, paths of fsys, and returns the journeys sorted by id. With an error in the list the values are
// not fit for use.
func Journeys(fsys fs.FS, files []string, known Known) ([]model.Journey, diag.List) {
	return load(fsys, files, known, readJourney, func(j model.Journey) string { return j.ID })
}

// Flows reads the files, paths of fsys, and returns the flows sorted by id. With an error in the list the values are not fit
// for use.
func Flows(fsys fs.FS, files []string, known Known) ([]model.Flow, diag.List) {
	return load(fsys, files, known, readFlow, func(f model.Flow) string { return f.ID })
}

// load reads each file. A file that does not exist or is too large is passed over: package dataset, which knows the members
// of a set, has told of it.
func load[T any](fsys fs.FS, files []string, known Known, read func(*reader) T, id func(T) string) ([]T, diag.List) {
	var list diag.List
	var all []T
	for _, file := range files {
		data, problems := source.ReadBytes(fsys, file, source.MaxYAMLBytes)
		if len(problems) > 0 {
			continue
		}
		doc, problems := source.ParseYAML(file, data)
		list.Add(problems...)
		if doc == nil {
			continue
		}
		r := &reader{doc: doc, list: &list, known: known, name: strings.TrimSuffix(path.Base(file), ".yaml")}
		all = append(all, read(r))
	}
	slices.SortFunc(all, func(a, b T) int { return strings.Compare(id(a), id(b)) })
	list.Sort()
	return all, list
}
