package guides

import (
	"fmt"

	"nutag/generator/diag"
	"nutag/generator/model"
	"nutag/generator/source"
)

var (
	flowKeys     = []string{"id", "title", "summary", "protection", "start", "nodes"}
	questionKeys = []string{"id", "question", "answers"}
	endKeys      = []string{"id", "end", "title", "text"}
	answerKeys   = []string{"text", "to"}
)

func readFlow(r *reader) model.Flow {
	root := r.doc.Root
	if !r.mapping(root, "the flow", flowKeys, nil) {
		return model.Flow{}
	}
	f := model.Flow{
		ID:         r.fileID(root.Get("id")),
		Title:      r.text(root.Get("title"), "title", MaxTitle),
		Summary:    r.text(root.Get("summary"), "summary", MaxText),
		Protection: r.yes(root.Get("protection"), "protection"),
		Start:      r.id(root.Get("start"), "start"),
	}
	nodes := root.Get("nodes")
	items := r.items(nodes, "nodes")
	if len(items) > MaxNodes {
		r.fail(nodes, "guide-limit", fmt.Sprintf("the flow has %d nodes, at most %d are allowed", len(items), MaxNodes), "split the flow")
		return f
	}
	g := &graph{reader: r, start: root.Get("start"), index: map[string]int{}}
	seen, questions := map[string]int{}, 0
	for _, item := range items {
		n, answers := r.flowNode(item)
		r.once(item, n.ID, "node", seen)
		if !n.End {
			questions++
		}
		if _, twice := g.index[n.ID]; !twice && n.ID != "" {
			g.index[n.ID] = len(g.nodes)
		}
		g.nodes = append(g.nodes, graphNode{at: item, id: n.ID, end: n.End, answers: answers})
		f.Nodes = append(f.Nodes, n)
	}
	if nodes != nil && nodes.Kind == source.Sequence && questions < MinQuestions {
		r.fail(nodes, "flow-questions", fmt.Sprintf("the flow has %d questions, at least %d are expected", questions, MinQuestions), "ask what tells the situations apart, or write the answer on a page instead")
	}
	if len(items) > 0 {
		g.check(f.Start)
	}
	return f
}

// flowNode reads a question or an end, with the places of the answers' targets.
func (r *reader) flowNode(n *source.Node) (model.FlowNode, []*source.Node) {
	node := model.FlowNode{}
	if n.Kind == source.Mapping && n.Get("end") != nil {
		node.End = true
		r.mapping(n, "the end", endKeys, leadKeys)
		if v := r.scalar(n.Get("end"), "end"); v != "" && v != "true" {
			r.fail(n.Get("end"), "guide-value", "end "+diag.Quote(v)+" is not true", "write end: true, or remove the key and ask a question")
		}
		node.ID = r.id(n.Get("id"), "node id")
		node.Title = r.text(n.Get("title"), "title", MaxTitle)
		node.Text = r.text(n.Get("text"), "text", MaxText)
		node.Citations = r.citations(n, "the end", "services", "sources")
		return node, nil
	}
	if !r.mapping(n, "the question", questionKeys, []string{"help"}) {
		return node, nil
	}
	node.ID = r.id(n.Get("id"), "node id")
	node.Question = r.text(n.Get("question"), "question", MaxText)
	node.Help = r.text(n.Get("help"), "help", MaxText)
	items := r.items(n.Get("answers"), "answers")
	switch {
	case len(items) > MaxAnswers:
		r.fail(n.Get("answers"), "guide-limit", fmt.Sprintf("the question has %d answers, at most %d are allowed", len(items), MaxAnswers), "ask in two steps")
		return node, nil
	case n.Get("answers") != nil && n.Get("answers").Kind == source.Sequence && len(items) < 2:
		r.fail(n, "flow-dead-end", fmt.Sprintf("the question has %d answers, at least 2 are expected", len(items)), "write the other answers, or make the node an end")
	}
	var targets []*source.Node
	for _, item := range items {
		a := model.FlowAnswer{}
		if r.mapping(item, "the answer", answerKeys, nil) {
			a.Text = r.text(item.Get("text"), "text", MaxText)
			a.To = r.id(item.Get("to"), "to")
			if a.To != "" {
				targets = append(targets, item.Get("to"))
			}
		}
		node.Answers = append(node.Answers, a)
	}
	return node, targets
}
