package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"nutag/generator/build/pipeline"
	"nutag/generator/plan"
	"nutag/generator/training"
)

// trainingDir holds courses, lessons and worksheets.
const trainingDir = "content/training"

func (p *portal) readTraining(context.Context) (pipeline.Count, error) {
	lessons, list := training.Load(p.root, trainingDir)
	p.lessons = lessons
	p.add(list)
	n := 0
	for _, c := range lessons.Courses {
		n += len(c.Lessons())
	}
	return pipeline.Count{N: n, Of: "lessons"}, nil
}

// relatedTables are the tables whose ids a lesson may name as related pages, by kind.
var relatedTables = map[string]string{
	"channel": "channels", "hotline": "hotlines", "mission": "missions", "programme": "programmes", "service": "services",
}

// knownRecords adds the ids of records that are no rows of one table, or whose rows have another key.
func (p *portal) knownRecords(ids map[string]map[string]bool) {
	add := func(kind, id string) {
		if ids[kind] == nil {
			ids[kind] = map[string]bool{}
		}
		ids[kind][id] = true
	}
	for _, x := range p.model.Journeys {
		add("journey", x.ID)
	}
	for _, x := range p.model.Flows {
		add("flow", x.ID)
	}
	for _, x := range p.model.Countries {
		add("country", x.ISO)
	}
	for _, x := range p.model.Aimags {
		add("aimag", x.Code)
	}
	for _, x := range p.model.Places {
		add(string(x.Kind), x.Code)
	}
}

// checkTraining compares the lessons with the data sets and the prose.
func (p *portal) checkTraining(context.Context) (pipeline.Count, error) {
	known := training.Known{Facts: map[string]bool{}, IDs: map[string]map[string]bool{"guide": {}, "page": {}}}
	for _, f := range p.model.LessonFacts {
		known.Facts[f.ID] = f.Teach
	}
	for _, prose := range p.prose {
		if guide, ok := strings.CutPrefix(prose.ID, "guides/"); ok {
			known.IDs["guide"][guide] = true
		} else {
			known.IDs["page"][prose.ID] = true
		}
	}
	for _, id := range plan.StandingPages() {
		known.IDs["page"][id] = true
	}
	p.knownRecords(known.IDs)
	for kind, name := range relatedTables {
		t := p.catalog.Table(name)
		if t == nil {
			continue
		}
		known.IDs[kind] = map[string]bool{}
		for _, row := range t.Rows {
			known.IDs[kind][row.Str("id")] = true
		}
	}
	p.add(training.Check(p.lessons, trainingDir, known))
	return pipeline.Count{N: len(p.lessons.Worksheets), Of: "worksheets"}, nil
}

// hardestShown is how many lessons of each language the report of a build names; the table has all of them.
const hardestShown = 5

// readingFile is the table of all lessons, from the root of the repository: it is for writers and no part of the portal.
const readingFile = ".build/readability.tsv"

// reportReading writes how hard each lesson is to read and names the hardest.
func (p *portal) reportReading(context.Context) (pipeline.Count, error) {
	note := training.ReadingSummary(p.lessons, hardestShown)
	if note == "" {
		return pipeline.Count{}, nil
	}
	name := filepath.Join(p.Dir, filepath.FromSlash(readingFile))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return pipeline.Count{}, err
	}
	// Beside and renamed: builds of two outputs may write it at once.
	f, err := os.CreateTemp(filepath.Dir(name), "readability-*")
	if err != nil {
		return pipeline.Count{}, err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(training.ReadingTable(p.lessons))
	if err := errors.Join(err, f.Close()); err != nil {
		return pipeline.Count{}, err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return pipeline.Count{}, err
	}
	n := 0
	for _, c := range p.lessons.Courses {
		n += len(c.Lessons())
	}
	return pipeline.Count{N: n, Of: "lessons", Note: note + "\nall lessons: " + readingFile}, nil
}
