package training

import (
	"os"
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
