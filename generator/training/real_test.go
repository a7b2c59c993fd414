package training

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestCourses holds the courses and worksheets of the repository to the rules and to their outline: 8 courses, 20 modules, 67
// lessons.
func TestCourses(t *testing.T) {
	training, problems := Load(os.DirFS("../.."), "content/training")
	for _, p := range problems {
		t.Errorf("%s:%d: %s [%s]", p.File, p.Line, p.Message, p.RuleID)
	}
	lessons, modules := 0, 0
	for _, c := range training.Courses {
		lessons += len(c.Lessons())
		modules += len(c.Modules)
		if c.Private != (c.ID == "c8") {
			t.Errorf("%s: private is %v", c.ID, c.Private)
		}
	}
	if len(training.Courses) != 8 || modules != 20 || lessons != 67 {
		t.Errorf("%d courses, %d modules, %d lessons", len(training.Courses), modules, lessons)
	}
	if n := len(training.Worksheets); n < 60 {
		t.Errorf("%d worksheets", n)
	}
}

// TestPrivate lists what keeps nothing on the device and has a quick exit, so that a new sheet or lesson is a decision: what deals
// with danger or distress, and what asks for the names of those with whom one is in dispute.
func TestPrivate(t *testing.T) {
	training, _ := Load(os.DirFS("../.."), "content/training")
	var sheets, lessons []string
	for _, w := range training.Worksheets {
		if w.Private {
			sheets = append(sheets, w.ID)
		}
	}
	for _, c := range training.Courses {
		for _, l := range c.Lessons() {
			if l.Private && !c.Private {
				lessons = append(lessons, l.ID)
			}
			if c.Private && !l.Private {
				t.Errorf("%s is not private, its course is", l.ID)
			}
		}
	}
	want := "adapted-lesson-list case-notes-rule complaint-form money-safety-list personal-plan record-rule referral-map scam-checklist self-care-check seven-day-note sign-list"
	if got := strings.Join(slices.Sorted(slices.Values(sheets)), " "); got != want {
		t.Errorf("private worksheets\ngot  %s\nwant %s", got, want)
	}
	if got := strings.Join(lessons, " "); got != "c1-m3-l1 c2-m2-l4" {
		t.Errorf("private lessons outside of private courses: %s", got)
	}
}
