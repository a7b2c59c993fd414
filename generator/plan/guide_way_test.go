package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"nutag/generator/model"
)

// TestWay holds that a page claims only what is certain of the way to it: branches that join leave the answer open.
func TestWay(t *testing.T) {
	question := func(id string, to ...string) model.FlowNode {
		n := model.FlowNode{ID: id}
		for _, x := range to {
			n.Answers = append(n.Answers, model.FlowAnswer{To: x})
		}
		return n
	}
	f := &model.Flow{Start: "a", Nodes: []model.FlowNode{
		question("a", "b", "c", "z"), question("b", "d", "z"), question("c", "z", "d"), question("d", "e", "z"), {ID: "e", End: true}, {ID: "z", End: true},
	}}
	for at, want := range map[int][]wayStep{
		0: nil,
		1: {{0, 0}},
		2: {{0, 1}},
		3: {{0, -1}},
		4: {{0, -1}, {3, 0}},
		5: {{0, -1}},
	} {
		if d := cmp.Diff(want, way(f, at)); d != "" {
			t.Errorf("to %s: %s", f.Nodes[at].ID, d)
		}
	}
}
