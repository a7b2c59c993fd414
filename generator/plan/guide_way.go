package plan

import "nutag/generator/model"

// wayStep is a question that every way to a node passes, with the answer that leads there. Answer is negative where
// several answers do.
type wayStep struct{ Node, Answer int }

// way lists what is certain about how a reader came to the node at: branches join, so that one node may be reached in
// several ways, and a page must not claim an answer that its reader may not have given.
func way(f *model.Flow, at int) []wayStep {
	index := map[string]int{}
	for i, n := range f.Nodes {
		index[n.ID] = i
	}
	start := index[f.Start]
	if at == start {
		return nil
	}
	var out []wayStep
	for i := start; i >= 0; {
		s := wayStep{Node: i, Answer: -1}
		leading := 0
		for k, a := range f.Nodes[i].Answers {
			if reaches(f, index, index[a.To], at, -1) {
				s.Answer = k
				leading++
			}
		}
		if leading != 1 {
			s.Answer = -1
		}
		out = append(out, s)
		i = nextCertain(f, index, i, at)
	}
	return out
}

// nextCertain is the first question after from that every way to the node at passes, or -1.
func nextCertain(f *model.Flow, index map[string]int, from, at int) int {
	best := -1
	for i := range f.Nodes {
		if i == from || i == at || !reaches(f, index, from, i, -1) || !reaches(f, index, i, at, -1) || reaches(f, index, from, at, i) {
			continue
		}
		if best < 0 || reaches(f, index, i, best, -1) {
			best = i
		}
	}
	return best
}

// reaches tells whether a way leads from one node to another without passing the node without (-1: any way).
func reaches(f *model.Flow, index map[string]int, from, to, without int) bool {
	seen := make([]bool, len(f.Nodes))
	stack := []int{from}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if i == to {
			return true
		}
		if seen[i] || i == without {
			continue
		}
		seen[i] = true
		for _, a := range f.Nodes[i].Answers {
			stack = append(stack, index[a.To])
		}
	}
	return false
}
