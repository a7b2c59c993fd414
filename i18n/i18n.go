// Package i18n gives the portal its words, numbers, dates and alphabetical order in both languages. It exists so that
// no other package holds text a reader sees or knows how a language writes a figure: messages lie in messages/mn.yaml
// and messages/en.yaml, which Hugo's templates read as well.
//
// A message that is missing, or lacks a value it needs, is an error and never an empty text: Hugo renders such a
// message as nothing without a word, so this package and i18n/check are what stops the build.
package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/goccy/go-yaml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// The languages of the portal, as they stand in paths, in lang attributes and in names of message files.
const (
	MN = "mn" // Mongolian in Cyrillic letters, the first language
	EN = "en" // English
)

// Langs gives the languages in the order in which the portal offers them.
func Langs() []string { return []string{MN, EN} }

// Data holds the values of a message's variables. A value is finished text: format a number first, or it would lack
// its thousands comma. Only Count is a whole number, or the decimal text of one; it chooses the plural form and is
// never printed.
type Data map[string]any

// CountKey is the name in Data that chooses the plural form; Hugo's i18n function knows it by the same name.
const CountKey = "Count"

// Bundle holds the messages of all languages. It does not change after Load and may be used by many goroutines.
type Bundle struct {
	localizers map[string]*goi18n.Localizer
	messages   map[string]map[string]Message // language, key
}

// Load reads <lang>.yaml for each language from the folder fsys (i18n/messages). Its error joins every Issue found in
// the files; i18n/check reports more, for instance keys that stand in one language only.
func Load(fsys fs.FS) (*Bundle, error) {
	b := &Bundle{localizers: map[string]*goi18n.Localizer{}, messages: map[string]map[string]Message{}}
	bundle := goi18n.NewBundle(language.MustParse(MN))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	var errs []error
	for _, lang := range Langs() {
		name := lang + ".yaml"
		src, err := ReadFile(fsys, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		file, issues := ParseFile(name, src)
		for _, issue := range issues {
			errs = append(errs, issue)
		}
		if len(issues) > 0 {
			continue
		}
		if _, err := bundle.ParseMessageFileBytes(src, name); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		b.messages[lang] = make(map[string]Message, len(file.Messages))
		for _, m := range file.Messages {
			b.messages[lang][m.Key] = m
		}
		b.localizers[lang] = goi18n.NewLocalizer(bundle, lang)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return b, nil
}

// ReadFile reads a message file of at most MaxFileBytes.
func ReadFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxFileBytes {
		return nil, fmt.Errorf("%s: larger than %d bytes", path.Base(name), MaxFileBytes)
	}
	return fs.ReadFile(fsys, name)
}

// Has tells whether the language has the message.
func (b *Bundle) Has(lang, key string) bool {
	_, ok := b.messages[lang][key]
	return ok
}

// T gives the message in the language with the values put in. It fails for an unknown language or key, for a variable
// of the message that data lacks or that is not text, and for a Count that is not a number. At most one Data is taken.
func (b *Bundle) T(lang, key string, data ...Data) (string, error) {
	m, ok := b.messages[lang][key]
	if !ok {
		return "", fmt.Errorf("no message %q in language %q", key, lang)
	}
	var d Data
	switch len(data) {
	case 0:
	case 1:
		d = data[0]
	default:
		return "", fmt.Errorf("message %q takes one set of values, got %d", key, len(data))
	}
	for _, v := range m.Vars {
		value, ok := d[v]
		if !ok {
			return "", fmt.Errorf("message %q in language %q lacks its value %q", key, lang, v)
		}
		if _, ok := value.(string); !ok {
			return "", fmt.Errorf("value %q of message %q is %T; format it to a string first", v, key, value)
		}
	}
	if m.One == "" && len(m.Vars) == 0 {
		return m.Other, nil // most messages: no need for a template
	}
	config := &goi18n.LocalizeConfig{MessageID: key, TemplateData: map[string]any(d)}
	if m.One != "" {
		count, ok := d[CountKey]
		if !ok {
			return "", fmt.Errorf("message %q in language %q needs %s to choose its plural form", key, lang, CountKey)
		}
		config.PluralCount = count
	}
	text, err := b.localizers[lang].Localize(config)
	if err != nil {
		return "", fmt.Errorf("message %q in language %q: %w", key, lang, err)
	}
	return text, nil
}
