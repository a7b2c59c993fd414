package model

// Citations is what a step or an answer rests on. For a journey's step one of the three is not empty; for the end of a flow
// there is a service or a source.
type Citations struct {
	Services []string // ids of services
	Sources  []string // ids of sources
	Hotlines []string // ids of hotlines
	Pages    []string // kind/id of pages of this portal where the step is done, such as page/countries; not a ground for it
}

// Journey is a way through a situation, step by step: coming home, a lost passport, danger.
type Journey struct {
	ID         string
	Title      Text
	Summary    Text
	For        Text // whom it is for
	Protection bool // deals with danger: the page has a quick exit and keeps nothing
	Phases     []JourneyPhase
}

// JourneyPhase is one of the three parts of every journey, in their order.
type JourneyPhase struct {
	Key   string // before, during or after
	Title Text   // empty: the usual name of the phase
	Steps []JourneyStep
}

// JourneyStep says what exactly to do, with which paper and by when.
type JourneyStep struct {
	ID    string // unique in its journey
	Title Text
	Text  Text
	Citations
}

// Flow is a tree of questions that leads to what fits a reader. Branches may join, so it is a graph without cycles in which
// every node can be reached from Start.
type Flow struct {
	ID         string
	Title      Text
	Summary    Text
	Protection bool
	Start      string     // id of the first question
	Nodes      []FlowNode // in the order of the file
}

// FlowNode is a question with answers, or an end that says what to do.
type FlowNode struct {
	ID       string
	End      bool
	Question Text         // of a question
	Help     Text         // of a question; may be empty
	Answers  []FlowAnswer // of a question: at least two
	Title    Text         // of an end
	Text     Text         // of an end
	Citations
}

// FlowAnswer leads from a question to the node To.
type FlowAnswer struct {
	Text Text
	To   string
}
