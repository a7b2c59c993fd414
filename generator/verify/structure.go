package verify

import "strings"

// structure follows the nesting of a page far enough to see headings that nothing follows
// and containers that hold nothing. For a reader both say "there should be something here".
type structure struct {
	heading *heading // the last heading, while nothing has followed it
	open    []frame
}

type heading struct {
	level  int
	at     place
	inside bool // its own end tag has not come yet
	filled bool // it has text of its own
}

// frame is an open element that must not stay empty.
type frame struct {
	tag    string
	at     place
	filled bool
	exempt bool
}

// mustFill names the elements that mean nothing when empty. Table cells are not among them: an empty
// cell is a figure not known, and the table's own note says so.
func mustFill(tag string) bool {
	switch tag {
	case "a", "button", "caption", "dd", "dl", "dt", "figcaption", "figure", "label", "legend", "li", "ol", "option", "p", "summary", "table", "tbody", "th", "ul":
		return true
	}
	return false
}

// shows names elements that are content without any text inside.
func shows(tag string) bool {
	switch tag {
	case "audio", "canvas", "embed", "hr", "iframe", "img", "input", "math", "meter", "object", "progress", "select", "svg", "textarea", "video":
		return true
	}
	return false
}

func headingLevel(tag string) int {
	if len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
		return int(tag[1] - '0')
	}
	return 0
}

func (s *structure) start(p *parser, tag string, attrs []attribute, closed bool) {
	if level := headingLevel(tag); level > 0 {
		s.close(p, level)
		s.heading = &heading{level: level, at: p.at, inside: true}
		return
	}
	if shows(tag) {
		s.content()
	}
	if mustFill(tag) && !closed {
		s.open = append(s.open, frame{tag: tag, at: p.at, exempt: filledLater(attrs)})
	}
}

// filledLater tells of elements that a script fills, or that name themselves by an attribute.
func filledLater(attrs []attribute) bool {
	for _, a := range attrs {
		switch {
		case a.name == "hidden", a.name == "role", a.name == "aria-live", a.name == "aria-label", a.name == "aria-labelledby":
			return true
		case strings.HasPrefix(a.name, "data-"):
			return true
		}
	}
	return false
}

// content notes text or an element that shows something.
func (s *structure) content() {
	if h := s.heading; h != nil {
		if h.inside {
			h.filled = true
		} else {
			s.heading = nil
		}
	}
	for i := len(s.open) - 1; i >= 0 && !s.open[i].filled; i-- {
		s.open[i].filled = true
	}
}

func (s *structure) end(p *parser, tag string) {
	if headingLevel(tag) > 0 {
		if h := s.heading; h != nil && h.inside {
			h.inside = false
			if !h.filled {
				p.findings.add(p.path, h.at, ruleSection, "a heading has no text")
				s.heading = nil
			}
		}
		return
	}
	switch tag {
	case "section", "article", "main", "aside", "nav", "footer", "body":
		s.close(p, 1)
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i].tag != tag {
			continue
		}
		// What stands above it on the stack had its end tag left out, which HTML allows.
		for _, f := range s.open[i:] {
			if !f.filled && !f.exempt {
				p.findings.add(p.path, f.at, ruleEmpty, "an element <%s> is empty", f.tag)
			}
		}
		s.open = s.open[:i]
		break
	}
}

// close tells of the pending heading when the next thing on the page is no part of its
// section: a heading of level or above, or the end of the surrounding part.
func (s *structure) close(p *parser, level int) {
	h := s.heading
	if h == nil {
		return
	}
	if level <= h.level {
		p.findings.add(p.path, h.at, ruleSection, "a heading h%d is followed by nothing", h.level)
	}
	s.heading = nil
}
