package guides

import (
	"slices"
	"strings"

	"nutag/generator/diag"
	"nutag/generator/source"
)

// graph is a flow as nodes and arrows, for the rules that no single node shows.
type graph struct {
	*reader
	start *source.Node
	nodes []graphNode
	index map[string]int // id → position in nodes
}

type graphNode struct {
	at      *source.Node
	id      string
	end     bool
	answers []*source.Node // the values of "to"
}

// check tells of targets that do not exist, cycles, and nodes that no answer leads to. Of the last nothing is said after one
// of the first two: a wrong target is what cut them off.
func (g *graph) check(start string) {
	ok := g.targets(start)
	if !g.walk() || !ok {
		return
	}
	led := map[string]bool{start: true}
	for _, n := range g.nodes {
		for _, to := range n.answers {
			led[to.Value] = true
		}
	}
	for _, n := range g.nodes {
		// Without cycles a node that the start does not reach has one before it that nothing leads to; that one is told.
		if !led[n.id] {
			g.fail(n.at, "flow-unreachable", "no answer leads to node "+diag.Quote(n.id), "let an answer lead to it, or remove it")
		}
	}
}

// targets tells of arrows into nothing, and whether there were none.
func (g *graph) targets(start string) bool {
	ok := !slices.ContainsFunc(g.nodes, func(n graphNode) bool { return n.id == "" })
	unnamed := !ok // an answer may mean the node whose id could not be read
	unknown := func(n *source.Node, id string) {
		ok = false
		if unnamed {
			return
		}
		names := make([]string, 0, len(g.index))
		for name := range g.index {
			names = append(names, name)
		}
		fix := "write the node, or correct the id"
		if near := diag.Nearest(id, names); near != "" {
			fix = "write " + near + ", or add the node"
		}
		g.fail(n, "flow-target", "there is no node "+diag.Quote(id), fix)
	}
	switch at, found := g.index[start]; {
	case start == "":
		ok = false
	case !found:
		unknown(g.start, start)
	case g.nodes[at].end:
		g.fail(g.start, "flow-target", "the flow starts at the end "+diag.Quote(start), "start at a question")
		ok = false
	}
	for _, n := range g.nodes {
		for _, to := range n.answers {
			if _, found := g.index[to.Value]; !found {
				unknown(to, to.Value)
			}
		}
	}
	return ok
}

// walk goes down from every node, so that cycles are found wherever they are, and tells whether there is none. The depth is
// bounded by the number of nodes.
func (g *graph) walk() bool {
	const open, done = 1, 2
	state := make([]int, len(g.nodes))
	var way []string
	ok := true
	var visit func(i int)
	visit = func(i int) {
		state[i] = open
		way = append(way, g.nodes[i].id)
		for _, to := range g.nodes[i].answers {
			next, found := g.index[to.Value]
			switch {
			case !found:
			case state[next] == open:
				ok = false
				circle := append(slices.Clone(way[slices.Index(way, to.Value):]), to.Value)
				g.fail(to, "flow-cycle", "the questions go in a circle: "+strings.Join(circle, " → "), "let this answer lead on to another node")
			case state[next] == 0:
				visit(next)
			}
		}
		way = way[:len(way)-1]
		state[i] = done
	}
	for i := range g.nodes {
		if state[i] == 0 {
			visit(i)
		}
	}
	return ok
}
