// Package source turns bytes of the repository into values that know where they stand: cells of CSV and nodes of YAML, each
// with file, line and column.
//
// It exists so that every later rule can point at the exact place of a mistake. Input is hostile until proven otherwise:
// everything is bounded, and text that looks like one thing and is another (wrong encoding, byte order mark, decomposed or
// invisible characters) is refused here, once for all.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nutag/generator/diag"
)

// RulesFile is where the rules of this package are written for people; problems point there.
const RulesFile = "docs/DATA.md"

// Bounds of one input file. The largest real table has about 5,000 rows; ten times the soums must still fit.
const (
	MaxFileBytes  = 64 << 20
	MaxYAMLBytes  = 256 << 10 // the parser takes time with the square of the keys: at this size some seconds at worst
	MaxCSVColumns = 200
	MaxCSVRows    = 1_000_000
	MaxCellRunes  = 20_000
	MaxLineBytes  = 256 << 10
	MaxYAMLDepth  = 32
	MaxYAMLNodes  = 200_000
)

// maxTextProblems bounds what is told of the encoding of one file: a file in a wrong encoding is one mistake.
const maxTextProblems = 20

// Text is a checked text file: UTF-8 in NFC, lines ended by LF, no byte order mark, no invisible characters.
type Text struct {
	File  string
	Lines []string // without line feeds; Lines[0] is line 1
}

// Line returns the text of a line counted from 1, or "" outside the file.
func (t *Text) Line(n int) string {
	if t == nil || n < 1 || n > len(t.Lines) {
		return ""
	}
	return t.Lines[n-1]
}

// Problem starts an error at a place of the file, with the excerpt filled in. Col and width are in runes; line 0 means the
// whole file.
func (t *Text) Problem(line, col, width int, rule, message, fix string) diag.Problem {
	return diag.Problem{File: t.File, Line: line, Col: col, Width: width, Snippet: t.Line(line), RuleID: rule, RuleFile: RulesFile, Message: message, Fix: fix}
}

// ReadBytes reads a regular file of at most limit bytes. The list has one problem when it could not.
func ReadBytes(fsys fs.FS, name string, limit int64) ([]byte, diag.List) {
	var list diag.List
	fail := func(rule, message, fix string) ([]byte, diag.List) {
		list.Add(diag.Problem{File: name, RuleID: rule, RuleFile: RulesFile, Message: message, Fix: fix})
		return nil, list
	}
	f, err := fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fail("file-missing", "file does not exist", "add the file, or remove the reference to it")
	}
	if err != nil {
		return fail("file-unreadable", "file cannot be opened", "check name and permissions of the file")
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return fail("file-unreadable", "not a regular file", "put a plain file here, no folder and no device")
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return fail("file-unreadable", "file cannot be read", "check the disk and the permissions of the file")
	}
	if int64(len(data)) > limit {
		return fail("file-too-large", fmt.Sprintf("file is larger than %d bytes", limit), "split the file, or remove what does not belong in it")
	}
	return data, nil
}

// ReadText reads and checks a text file. The text is nil when there is any problem: what follows from a wrong encoding would
// only hide it.
func ReadText(fsys fs.FS, name string, limit int64) (*Text, diag.List) {
	data, list := ReadBytes(fsys, name, limit)
	if len(list) > 0 {
		return nil, list
	}
	return checkText(name, data)
}

func checkText(name string, data []byte) (*Text, diag.List) {
	var list diag.List
	t := &Text{File: name}
	content := string(data)
	if strings.HasPrefix(content, "\uFEFF") {
		content = strings.TrimPrefix(content, "\uFEFF")
		list.Add(t.Problem(1, 0, 0, "text-bom", "file begins with a byte order mark", "save the file as UTF-8 without byte order mark"))
	}
	if content == "" {
		list.Add(t.Problem(0, 0, 0, "text-empty", "file is empty", "fill the file, or remove it"))
		return nil, list
	}
	if !strings.HasSuffix(content, "\n") {
		list.Add(t.Problem(strings.Count(content, "\n")+1, 0, 0, "text-last-line", "last line does not end with a line feed", "end the file with one line feed"))
	}
	t.Lines = strings.Split(strings.TrimSuffix(content, "\n"), "\n")
	carriage := false
	for i, line := range t.Lines {
		if len(list) >= maxTextProblems {
			break
		}
		if len(line) > MaxLineBytes {
			list.Add(diag.Problem{File: name, Line: i + 1, RuleID: "text-line-too-long", RuleFile: RulesFile, Message: fmt.Sprintf("line is longer than %d bytes", MaxLineBytes), Fix: "split the record, or remove what does not belong in it"})
			continue
		}
		if isPlainASCII(line) {
			continue
		}
		if strings.HasSuffix(line, "\r") {
			if !carriage {
				list.Add(t.Problem(i+1, 0, 0, "text-line-ending", "line ends with a carriage return", "save the file with line feeds only (LF)"))
			}
			carriage = true
			line = strings.TrimSuffix(line, "\r")
		}
		checkLine(t, i+1, line, &list)
	}
	if len(list) > 0 {
		return nil, list
	}
	return t, nil
}

func isPlainASCII(line string) bool {
	for i := 0; i < len(line); i++ {
		if line[i] < ' ' || line[i] > '~' {
			return false
		}
	}
	return true
}

func checkLine(t *Text, n int, line string, list *diag.List) {
	col := 0
	for i, r := range line {
		col++
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(line[i:], "\uFFFD"):
			list.Add(t.Problem(n, col, 1, "text-encoding", fmt.Sprintf("byte 0x%02x is not UTF-8", line[i]), "save the file as UTF-8"))
			return
		case r == utf8.RuneError:
			list.Add(t.Problem(n, col, 1, "text-encoding", "replacement character U+FFFD: the text was damaged before", "write the character that was lost, from the source"))
			return
		case r == '\t' || unicode.IsControl(r):
			list.Add(t.Problem(n, col, 1, "text-control", fmt.Sprintf("control character U+%04X", r), "remove it, or write a space"))
			return
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Co, r):
			list.Add(t.Problem(n, col, 1, "text-invisible", fmt.Sprintf("invisible character U+%04X", r), "remove it: it hides or reorders text"))
			return
		}
	}
	if !norm.NFC.IsNormalString(line) {
		at := firstDifference(line, norm.NFC.String(line))
		list.Add(t.Problem(n, at, 1, "text-nfc", "letters are stored in parts (not in Unicode form NFC)", "retype the letter, or convert the file to NFC"))
	}
}

func firstDifference(a, b string) int {
	x, y := []rune(a), []rune(b)
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return i + 1
		}
	}
	return len(x)
}
