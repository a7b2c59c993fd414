package guides

import (
	"fmt"

	"nutag/generator/model"
	"nutag/generator/source"
)

var (
	journeyKeys = []string{"id", "title", "summary", "for", "protection", "phases"}
	phaseKeys   = []string{"before", "during", "after"}
	stepKeys    = []string{"id", "title", "text"}
)

func readJourney(r *reader) model.Journey {
	root := r.doc.Root
	if !r.mapping(root, "the journey", journeyKeys, nil) {
		return model.Journey{}
	}
	j := model.Journey{
		ID:         r.fileID(root.Get("id")),
		Title:      r.text(root.Get("title"), "title", MaxTitle),
		Summary:    r.text(root.Get("summary"), "summary", MaxText),
		For:        r.text(root.Get("for"), "for", MaxText),
		Protection: r.yes(root.Get("protection"), "protection"),
	}
	phases := root.Get("phases")
	if phases == nil || !r.mapping(phases, "phases", phaseKeys, nil) {
		return j
	}
	steps, seen := 0, map[string]int{}
	complete := true // nothing is missing that was told already
	for _, key := range phaseKeys {
		n := phases.Get(key)
		if n == nil {
			complete = false
			continue
		}
		phase, ok := r.phase(n, key, seen)
		complete = complete && ok
		steps += len(phase.Steps)
		j.Phases = append(j.Phases, phase)
	}
	switch {
	case steps > MaxSteps:
		r.fail(phases, "guide-limit", fmt.Sprintf("the journey has %d steps, at most %d are allowed", steps, MaxSteps), "join steps, or split the journey")
	case steps < MinSteps && complete:
		r.fail(phases, "guide-steps", fmt.Sprintf("the journey has %d steps, at least %d are expected", steps, MinSteps), "say more exactly what to do, or make it a section of another journey")
	}
	return j
}

// phase reads one of the three parts. It is false when its steps could not be counted.
func (r *reader) phase(n *source.Node, key string, seen map[string]int) (model.JourneyPhase, bool) {
	p := model.JourneyPhase{Key: key}
	if !r.mapping(n, "phase "+key, []string{"steps"}, []string{"title"}) {
		return p, false
	}
	p.Title = r.text(n.Get("title"), "title of phase "+key, MaxTitle)
	steps := n.Get("steps")
	if steps == nil || steps.Kind != source.Sequence {
		r.items(steps, "steps of phase "+key)
		return p, false
	}
	if len(steps.Items) == 0 {
		r.fail(steps, "guide-steps", "phase "+key+" has no step", "write at least one step for each phase")
	}
	for _, item := range steps.Items[:min(len(steps.Items), MaxSteps+1)] {
		s := model.JourneyStep{}
		if r.mapping(item, "step", stepKeys, leadKeys) {
			s.ID = r.id(item.Get("id"), "step id")
			r.once(item, s.ID, "step", seen)
			s.Title = r.text(item.Get("title"), "title", MaxTitle)
			s.Text = r.text(item.Get("text"), "text", MaxText)
			s.Citations = r.citations(item, "the step", citationKeys...)
		}
		p.Steps = append(p.Steps, s)
	}
	return p, true
}
