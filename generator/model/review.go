package model

import "sort"

// Review is what the portal carries over from the country's review of the Global Compact for Migration (GCM): the
// objectives of the compact, the figures and the programmes that the review names.
type Review struct {
	Objectives []Objective // by number
	Facts      []Fact      // by id
	Programmes []Programme // by id
}

// Objective is one of the objectives of the compact, in our own short words.
type Objective struct {
	Number  int
	Theme   int
	Title   Text
	Sources []string
}

// Held is the way to show a fact that is not to be shown before a check.
const Held = "hold"

// Fact is one figure of the review. Value is written as the source gives it: 12.5, 200000, 4-5, 7+8, 2019-2023.
type Fact struct {
	ID         string
	Topic      string // token
	Statement  Text   // the whole sentence
	Label      Text   // short name
	Value      string
	Qualifier  string // about, almost, at-least, most, over, up-to or empty
	Unit       Text
	Population Text  // whom or what it counts
	Objectives []int // numbers
	Chart      string
	Show       string // Held: not to be shown, Doubt says why
	Doubt      Text   // both empty: none
	Sources    []string
	AsOf       string
	Confidence string
}

// Programme is a programme, system or campaign that the review names.
type Programme struct {
	ID             string
	Item           int // its place in the list of the review
	Section        string
	Name           Text
	What           Text
	Who            Text     // who runs it
	Serves         Text     // whom it serves
	Audience       []string // tokens
	Objectives     []int    // as the review says
	ObjectivesRead []int    // as we read it, where the review names none
	State          string   // running, ended, planned, one-off or unknown
	StateText      Text
	Do             Text // what the reader can do
	Services       []string
	Sources        []string
	AsOf           string
	Confidence     string
}

// Programme returns the programme with the id, or nil.
func (r *Review) Programme(id string) *Programme {
	i := sort.Search(len(r.Programmes), func(i int) bool { return r.Programmes[i].ID >= id })
	if i < len(r.Programmes) && r.Programmes[i].ID == id {
		return &r.Programmes[i]
	}
	return nil
}

// Fact returns the fact with the id, or nil.
func (r *Review) Fact(id string) *Fact {
	i := sort.Search(len(r.Facts), func(i int) bool { return r.Facts[i].ID >= id })
	if i < len(r.Facts) && r.Facts[i].ID == id {
		return &r.Facts[i]
	}
	return nil
}
