package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"nutag/mirror/messages"
)

// inCode finds what the guide shows as code: blocks of lines, and words within the text.
var (
	codeBlock = regexp.MustCompile("(?ms)^```\n(.*?)^```$")
	codeWord  = regexp.MustCompile("`([^`\n]+)`")
	words     = regexp.MustCompile(`"[^"]*"|\S+`)
)

// TestTheGuideNamesRealCommands holds every command, flag and number of arguments in the guide for hosts against the
// command tree, and wants every command told of.
func TestTheGuideNamesRealCommands(t *testing.T) {
	bundle, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"mn", "en"} {
		a := &app{io: System{In: strings.NewReader(""), Out: os.Stdout, Err: os.Stderr, Now: time.Now}, l: bundle.Localizer(lang)}
		root := a.root()
		data, err := os.ReadFile("../../content/guides/host-a-mirror." + lang + ".md")
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		var lines []string
		for _, m := range codeBlock.FindAllStringSubmatch(text, -1) {
			lines = append(lines, strings.Split(strings.TrimSpace(m[1]), "\n")...)
		}
		if len(lines) < 8 {
			t.Errorf("%s: only %d commands are found", lang, len(lines))
		}
		told := map[string]bool{}
		flags := map[string]bool{}
		for _, line := range lines {
			parts := words.FindAllString(line, -1)
			if parts[0] != "nutag-box" || len(parts) < 2 {
				t.Errorf("%s: %q is no command of nutag-box", lang, line)
				continue
			}
			c, rest, err := root.Find(parts[1:])
			if err != nil || c == root {
				t.Errorf("%s: %q: there is no such command", lang, line)
				continue
			}
			told[c.Name()] = true
			if err := c.ParseFlags(rest); err != nil {
				t.Errorf("%s: %q: %v", lang, line, err)
			}
			least, most := 0, 0
			for _, argument := range strings.Fields(c.Use)[1:] {
				most++
				if !strings.HasPrefix(argument, "[") {
					least++
				}
			}
			if n := c.Flags().NArg(); n < least || n > most {
				t.Errorf("%s: %q has %d arguments; the command is %q", lang, line, n, c.Use)
			}
		}
		for _, c := range root.Commands() {
			for _, flag := range []string{"accept-old", "addr", "admin", "edition", "fingerprint", "json", "notice", "notice-en", "offer", "programs", "unverified"} {
				flags[flag] = flags[flag] || c.Flags().Lookup(flag) != nil
			}
		}
		for _, m := range codeWord.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
			word := m[1]
			switch {
			case strings.HasPrefix(word, "nutag-box "):
				c, _, err := root.Find(strings.Fields(word)[1:])
				if err != nil || c == root {
					t.Errorf("%s: %q: there is no such command", lang, word)
					continue
				}
				told[c.Name()] = true
			case strings.HasPrefix(word, "--"):
				if !flags[strings.TrimPrefix(word, "--")] {
					t.Errorf("%s: there is no flag %s", lang, word)
				}
			}
		}
		for _, c := range root.Commands() {
			if c.IsAvailableCommand() && !told[c.Name()] {
				t.Errorf("%s: the guide does not tell of %s", lang, c.Name())
			}
		}
		// The texts of the program and of the guide use the same addresses.
		serve, _, err := root.Find([]string{"serve"})
		if err != nil {
			t.Fatal(err)
		}
		if admin := serve.Flags().Lookup("admin").DefValue; !strings.Contains(text, "http://"+admin+"/health") {
			t.Errorf("%s: the guide does not name the address of the host's own page, %s", lang, admin)
		}
		if addr := serve.Flags().Lookup("addr").DefValue; !strings.Contains(text, "--addr "+addr) {
			t.Errorf("%s: the guide does not name the default address, %s", lang, addr)
		}
	}
}
