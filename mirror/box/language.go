package box

import (
	"golang.org/x/text/language"

	"nutag/i18n"
)

// maxAcceptLanguage bounds the header that is parsed, in bytes; browsers send a few dozen.
const maxAcceptLanguage = 256

// languages finds the language of the portal that suits a reader's browser.
type languages struct{ matcher language.Matcher }

func newLanguages() languages {
	var tags []language.Tag
	for _, lang := range i18n.Langs() {
		tags = append(tags, language.MustParse(lang))
	}
	return languages{matcher: language.NewMatcher(tags)}
}

// choose reads a header Accept-Language. sure is false when the header names no language of the portal: a page for
// readers of any language then serves better than a guess.
func (l languages) choose(header string) (lang string, sure bool) {
	langs := i18n.Langs()
	if len(header) > maxAcceptLanguage {
		return langs[0], false
	}
	tags, weights, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return langs[0], false
	}
	wanted := tags[:0]
	for i, t := range tags {
		if weights[i] > 0 {
			wanted = append(wanted, t)
		}
	}
	_, i, confidence := l.matcher.Match(wanted...)
	return langs[i], len(wanted) > 0 && confidence >= language.High
}

// spoken gives the language for pages of the host: lang=… of the address, else the browser's, else the first.
func (l languages) spoken(parameter, header string) string {
	for _, lang := range i18n.Langs() {
		if parameter == lang {
			return lang
		}
	}
	lang, _ := l.choose(header)
	return lang
}
