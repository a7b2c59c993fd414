package model

// Training is the courses and worksheets: what a reader learns and practises without account and without network.
type Training struct {
	Courses    []*Course     // by id
	Worksheets []*Worksheet  // by id
	Helps      []KindLessons // by kind
}

// KindLessons are the lessons that help on every page of a kind, such as "soum".
type KindLessons struct {
	Kind    string
	Lessons []string // ids, in the order in which they are shown
}

// Course is a row of lessons in modules.
type Course struct {
	ID          string // "c4"
	Title       Text
	Description Text
	Audience    Text
	Modules     []Module
	// Private courses speak of danger or violence: nothing of them is kept on the device.
	Private bool
}

// Module is a part of a course.
type Module struct {
	ID      string // "c4-m2"
	Title   Text
	Lessons []*Lesson
}

// Lesson is one lesson in both languages. What both share stands here once.
type Lesson struct {
	ID        string // "c4-m2-l3"
	Minutes   int
	Facts     []string // ids of LessonFacts
	Worksheet string   // id, or empty
	Related   []string // kind/id
	Private   bool     // deals with danger, or belongs to a private course: nothing of it is kept on the device
	MN, EN    *LessonText
}

// LessonText is what a lesson says in one language.
type LessonText struct {
	Title       string
	Description string
	Outcomes    []string
	Sections    []LessonSection // story, idea, example, exercise, takeaway
	Quiz        []Question
	Reading     Readability
}

// LessonSection is a part of a lesson. Its body is Markdown in which {fact:id} stands for a value of LessonFacts.
type LessonSection struct {
	ID      string
	Heading string
	Body    string
}

// Question is one question of a quiz. Right counts the answers from 1.
type Question struct {
	Text    string
	Answers []string
	Right   int
	Why     string
}

// Readability says how hard a text is to read, by plain counts.
type Readability struct {
	Words        int
	Sentences    int
	WordsPer     float64 // words in a sentence
	LettersPer   float64 // letters in a word
	LongPercent  float64 // words of more than six letters
	LIX          float64 // WordsPer + LongPercent
	LongestWords int     // words of the longest sentence
}

// Worksheet is a form that a reader fills in with figures of his own, on paper or in the browser.
type Worksheet struct {
	ID      string
	Title   Text
	Intro   Text
	Private bool // nothing that is typed is kept
	Parts   []SheetPart
}

// SheetPart is a group of fields, or a table when it has an id.
type SheetPart struct {
	ID      string
	Title   Text
	Note    Text
	Fields  []SheetField // of a group; the columns of a table
	Rows    int          // of a table
	Labels  []Text       // names of the rows; empty: the reader names them
	Head    Text         // heading of the names
	Cards   bool         // each row is shown as a card of its own: wide tables on narrow screens
	RowName Text         // of a row without a name; a number follows
}

// SheetField is one blank, or a figure that is computed from others when it has a formula.
type SheetField struct {
	ID      string
	Label   Text
	Hint    Text
	Type    string // text, long, money, number, percent, date, tick, choice
	Formula string
	Total   bool // a column whose sum stands below it
	Options []SheetOption
}

// SheetOption is one of the answers of a choice.
type SheetOption struct {
	Value string // a number, for formulas
	Label Text
}

// Lessons returns all lessons of the course in order.
func (c *Course) Lessons() []*Lesson {
	var out []*Lesson
	for _, m := range c.Modules {
		out = append(out, m.Lessons...)
	}
	return out
}

// Minutes is the time that all lessons of the course take.
func (c *Course) Minutes() int {
	n := 0
	for _, l := range c.Lessons() {
		n += l.Minutes
	}
	return n
}

// In returns the text of the language "mn" or "en"; any other language gives Mongolian.
func (l *Lesson) In(lang string) *LessonText {
	if lang == "en" {
		return l.EN
	}
	return l.MN
}

// Worksheet returns the worksheet with the id, or nil.
func (t *Training) Worksheet(id string) *Worksheet {
	for _, w := range t.Worksheets {
		if w.ID == id {
			return w
		}
	}
	return nil
}

// Lesson returns the lesson with the id, or nil.
func (t *Training) Lesson(id string) *Lesson {
	for _, c := range t.Courses {
		for _, l := range c.Lessons() {
			if l.ID == id {
				return l
			}
		}
	}
	return nil
}

// LessonFact returns the fact with the id, or nil.
func (p *Portal) LessonFact(id string) *LessonFact {
	for i := range p.LessonFacts {
		if p.LessonFacts[i].ID == id {
			return &p.LessonFacts[i]
		}
	}
	return nil
}
