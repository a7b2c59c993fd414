package i18n

import (
	"errors"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// maxErrors bounds what a Localizer remembers: a wrong key in a loop over all soums is one mistake, not a thousand.
const maxErrors = 50

// Localizer speaks one language: messages, numbers, dates. It gathers errors, so that a page can be put together
// without a check after each word; whoever makes one must look at Err before using what it gave. It is safe for many
// goroutines.
type Localizer struct {
	bundle  *Bundle
	lang    string
	printer *message.Printer

	mu   sync.Mutex
	seen map[string]bool
	errs []error
}

// Localizer gives the localizer of a language with no errors gathered yet. An unknown language shows in Err at the
// first use.
func (b *Bundle) Localizer(lang string) *Localizer {
	return &Localizer{bundle: b, lang: lang, printer: message.NewPrinter(language.Make(lang)), seen: map[string]bool{}}
}

// Lang gives the language, MN or EN.
func (l *Localizer) Lang() string { return l.lang }

// T gives a message like Bundle.T. On an error it gathers it and gives the key in angle quotes, which no reader sees
// because a build with errors writes nothing.
func (l *Localizer) T(key string, data ...Data) string {
	text, err := l.bundle.T(l.lang, key, data...)
	if err != nil {
		l.fail(err)
		return "‹" + key + "›"
	}
	return text
}

// Err joins the errors gathered so far, each once, at most fifty.
func (l *Localizer) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(l.errs...)
}

func (l *Localizer) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen[err.Error()] || len(l.errs) >= maxErrors {
		return
	}
	l.seen[err.Error()] = true
	l.errs = append(l.errs, err)
}
