package cli

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestReadLine(t *testing.T) {
	long := strings.Repeat("ө", maxLine)
	for in, want := range map[string][]string{
		"":                    nil,
		"a":                   {"a"},
		"a\n":                 {"a"},
		"a\r\n\n\r\nb":        {"a", "", "", "b"},
		"\n":                  {""},
		long + "\nnext\n":     {long[:maxLine], "next"},
		long[:maxLine] + "\n": {long[:maxLine]},
	} {
		r := bufio.NewReaderSize(strings.NewReader(in), 16)
		var got []string
		for {
			line, err := readLine(r)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, line)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%.20q: %d lines, want %d", in, len(got), len(want))
		}
	}
}

func FuzzReadLine(f *testing.F) {
	f.Add("a\r\nb\n\n")
	f.Add("\x00\xff\n")
	f.Fuzz(func(t *testing.T, in string) {
		r := bufio.NewReaderSize(strings.NewReader(in), 16)
		n := 0
		for {
			line, err := readLine(r)
			if err != nil {
				break
			}
			if strings.Contains(line, "\n") || len(line) > maxLine {
				t.Fatalf("line %q", line)
			}
			n++
		}
		want := strings.Count(in, "\n")
		if in != "" && !strings.HasSuffix(in, "\n") {
			want++
		}
		if n != want {
			t.Fatalf("%d lines, want %d", n, want)
		}
	})
}
