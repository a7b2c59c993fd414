package plan

import (
	"strconv"
	"strings"

	"nutag/generator/model"
	"nutag/i18n"
)

func flowPath(id string) string { return "flows/" + id + ".html" }

// nodePath is the page of one question or end of a flow.
func nodePath(flow, node string) string { return "flows/" + flow + "/" + node + ".html" }

type flowNode struct {
	ID      string       `json:"id"`
	N       int          `json:"n"`
	End     bool         `json:"end"`
	Title   string       `json:"title"` // the question, or the heading of an end
	Text    string       `json:"text,omitempty"`
	Answers []flowAnswer `json:"answers,omitempty"`
	Cites   guideCites   `json:"cites"`
}

type flowAnswer struct {
	Text string `json:"text"`
	URL  string `json:"url"`
	N    int    `json:"n"`  // number of the node it leads to
	To   string `json:"to"` // id of it
}

type flowView struct {
	Name       string       `json:"name"`
	Crumbs     []link       `json:"crumbs"`
	Summary    string       `json:"summary"`
	Protection bool         `json:"protection"`
	Help       *link        `json:"help,omitempty"`
	First      flowNode     `json:"first"`
	All        []flowNode   `json:"all"` // every node on one sheet
	Related    []link       `json:"related,omitempty"`
	Lessons    *lessonsView `json:"lessons,omitempty"`
	Notes      notesView    `json:"notes"`
}

type flowNodeView struct {
	Crumbs     []link        `json:"crumbs"`
	Flow       link          `json:"flow"`
	Protection bool          `json:"protection"`
	Help       *link         `json:"help,omitempty"`
	Way        []flowWayStep `json:"way,omitempty"`
	Node       flowNode      `json:"node"`
	Notes      notesView     `json:"notes"`
}

// flowWayStep is a question on the way, with the reader's answer where it is certain.
type flowWayStep struct {
	Question string `json:"question"`
	URL      string `json:"url"`
	Answer   string `json:"answer,omitempty"`
}

// flows is the index of flows, a first page for each and one page for each of its questions and ends: a reader without
// scripts, without a network or with paper follows plain links or numbers.
func (g guideBuilder) flows() []Page {
	var pages []Page
	var cards []guideCard
	for i := range g.in.Portal.Flows {
		f := &g.in.Portal.Flows[i]
		questions := 0
		for at, node := range f.Nodes {
			pages = append(pages, g.flowNodePage(f, at))
			if !node.End {
				questions++
			}
		}
		pages = append(pages, g.flowPage(f))
		cards = append(cards, guideCard{Name: f.Title.In(g.lang), URL: rel(flowIndex, flowPath(f.ID)), Text: f.Summary.In(g.lang),
			Detail: g.words.Count("questions", questions), Danger: f.Protection})
	}
	if len(pages) == 0 {
		return nil
	}
	return append(pages, g.list(flowIndex, "page/flows", g.t("flow_title"), g.t("flow_intro"), "flows", cards))
}

func (g guideBuilder) flowPage(f *model.Flow) Page {
	path, title := flowPath(f.ID), f.Title.In(g.lang)
	n := g.newNotes(path)
	n.use("flows")
	v := flowView{
		Crumbs: g.crumbs(path, link{Text: g.t("flow_title"), URL: rel(path, flowIndex)}, link{Text: title}),
		Name:   title, Summary: f.Summary.In(g.lang), Protection: f.Protection, Help: g.help(path, f.Protection), Related: g.relatedJourneys(path, f),
		Lessons: g.lessonsFor(path, "flow", f.ID, f.Protection),
	}
	for i, node := range f.Nodes {
		nv := g.flowNode(n, f, i)
		v.All = append(v.All, nv)
		if node.ID == f.Start {
			v.First = nv
		}
	}
	v.Notes = n.view()
	return Page{Lang: g.lang, Path: path, Kind: "flow", ID: "flow/" + f.ID, Title: pageTitle(title), Description: v.Summary, View: v}
}

func (g guideBuilder) flowNodePage(f *model.Flow, at int) Page {
	path, title := nodePath(f.ID, f.Nodes[at].ID), f.Title.In(g.lang)
	n := g.newNotes(path)
	n.use("flows")
	node := g.flowNode(n, f, at)
	here, description := g.t("flow_end"), node.Text
	if !node.End {
		here = g.t("flow_question", i18n.Data{"n": strconv.Itoa(node.N)})
		var answers []string
		for _, a := range node.Answers {
			answers = append(answers, a.Text)
		}
		description = g.t("flow_description", i18n.Data{"flow": title, "n": strconv.Itoa(node.N), "text": node.Title, "answers": strings.Join(answers, "; ")})
	}
	v := flowNodeView{
		Flow: link{Text: title, URL: rel(path, flowPath(f.ID))}, Protection: f.Protection, Help: g.help(path, f.Protection), Node: node,
	}
	v.Crumbs = g.crumbs(path, link{Text: g.t("flow_title"), URL: rel(path, flowIndex)}, v.Flow, link{Text: here})
	for _, s := range way(f, at) {
		q := f.Nodes[s.Node]
		ws := flowWayStep{Question: q.Question.In(g.lang), URL: rel(path, nodePath(f.ID, q.ID))}
		if s.Answer >= 0 {
			ws.Answer = q.Answers[s.Answer].Text.In(g.lang)
		}
		v.Way = append(v.Way, ws)
	}
	v.Notes = n.view()
	return Page{Lang: g.lang, Path: path, Kind: "flownode", Description: description, View: v,
		Title: pageTitle(g.t("flow_page_title", i18n.Data{"flow": title, "n": strconv.Itoa(node.N), "text": node.Title}))}
}

func (g guideBuilder) flowNode(n *notes, f *model.Flow, at int) flowNode {
	node := &f.Nodes[at]
	v := flowNode{ID: "q-" + node.ID, N: at + 1, End: node.End, Title: node.Question.In(g.lang), Text: node.Help.In(g.lang), Cites: g.cites(n, node.Citations)}
	if node.End {
		v.Title, v.Text = node.Title.In(g.lang), node.Text.In(g.lang)
	}
	for _, a := range node.Answers {
		av := flowAnswer{Text: a.Text.In(g.lang), URL: rel(n.path, nodePath(f.ID, a.To)), To: "q-" + a.To}
		for i := range f.Nodes {
			if f.Nodes[i].ID == a.To {
				av.N = i + 1
			}
		}
		v.Answers = append(v.Answers, av)
	}
	return v
}
