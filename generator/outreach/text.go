package outreach

import (
	"slices"
	"strings"

	"nutag/i18n"
)

// The kinds of records that have texts. The id of a text is its kind, a colon and the id of the record.
const (
	KindSoum     = "soum"
	KindService  = "service"
	KindHotlines = "hotlines" // help lines for one need
	KindWarning  = "warning"  // journeys and flows that deal with danger
	KindJourney  = "journey"
)

// Kinds gives the kinds in the order in which they are listed.
func Kinds() []string {
	return []string{KindHotlines, KindWarning, KindJourney, KindService, KindSoum}
}

// Limits of the texts. How fast a script is read is our assumption, not a measured figure, and the page for radio says so.
const (
	MaxPartsUCS2 = 5   // parts of a message in Cyrillic
	MaxPartsGSM7 = 3   // parts of a message in Latin letters: about as much text
	MaxCardBytes = 320 // bytes of UTF-8 in a QR code: version 13 with error correction M holds 331

	WordsPerMinuteMN = 110
	WordsPerMinuteEN = 130
)

// WordsPerMinute gives the speed at which scripts of a language are reckoned.
func WordsPerMinute(lang string) int {
	if lang == i18n.EN {
		return WordsPerMinuteEN
	}
	return WordsPerMinuteMN
}

// Seconds gives the lengths of scripts.
func Seconds() []int { return []int{30, 60} }

// Script is a text to be read on the radio. Numbers stand as words, with the figure in square brackets behind.
type Script struct {
	Seconds int
	Words   int // that are read; at most Seconds × WordsPerMinute / 60
	Text    string
}

// Text is all that is sent and read about one record in one language.
type Text struct {
	ID      string // soum:6346
	Kind    string
	Group   string // code of the aimag, of a soum
	Lang    string
	Title   string
	SMS     Message
	Radio   []Script // of 30 and 60 seconds
	Card    string   // for a QR code, at most MaxCardBytes
	Sources []string // ids
	AsOf    string   // date of the record as the data have it; may be empty
}

// piece is a sentence that a text may hold. Pieces of rank 0 are always there; the others are taken in the order of their
// ranks as long as there is room, and stand where they stand in the list.
type piece struct {
	text string
	say  string // for the radio, when it is worded otherwise
	rank int
	only int // one of the media below; 0: all
	// chain says that the piece needs those before it of the same rank: of steps in order none may be missing in between.
	chain bool
}

const (
	onSMS = 1 + iota
	onRadio
	onLong // radio of more than 30 seconds
	onCard
)

// choose takes the pieces that fit together. It fails when those of rank 0 do not.
func choose(pieces []piece, text func(piece) (string, bool), fits func([]string) bool) ([]string, bool) {
	type chosen struct {
		piece
		text   string
		ok, in bool
	}
	var list []chosen
	ranks := []int{}
	for _, p := range pieces {
		s, ok := text(p)
		if !ok && p.rank == 0 {
			return nil, false
		}
		list = append(list, chosen{p, s, ok, p.rank == 0})
		if !slices.Contains(ranks, p.rank) {
			ranks = append(ranks, p.rank)
		}
	}
	taken := func() []string {
		var out []string
		for _, c := range list {
			if c.in {
				out = append(out, c.text)
			}
		}
		return out
	}
	if !fits(taken()) {
		return nil, false
	}
	slices.Sort(ranks)
	for _, rank := range ranks {
		for i := range list {
			if list[i].rank != rank || list[i].in {
				continue
			}
			if list[i].in = list[i].ok; list[i].in {
				list[i].in = fits(taken())
			}
			if list[i].chain && !list[i].in {
				break
			}
		}
	}
	return taken(), true
}

// media writes the pieces as message, scripts and card.
func (w *Writer) media(id string, pieces []piece) (m Message, radio []Script, card string) {
	on := func(media ...int) []piece {
		var out []piece
		for _, p := range pieces {
			if p.only == 0 || slices.Contains(media, p.only) {
				out = append(out, p)
			}
		}
		return out
	}
	written := func(p piece) (string, bool) { return plain(p.text), true }
	most := func(texts []string) bool {
		m := Split(strings.Join(texts, " "))
		if m.Encoding == GSM7 {
			return len(m.Parts) <= MaxPartsGSM7
		}
		return len(m.Parts) <= MaxPartsUCS2
	}
	texts, ok := choose(on(onSMS), written, most)
	if !ok {
		w.fail("%s: the message has more than the most parts", id)
	}
	m = Split(strings.Join(texts, " "))

	texts, ok = choose(on(onCard), written, func(texts []string) bool { return len(strings.Join(texts, "\n")) <= MaxCardBytes })
	if !ok {
		w.fail("%s: the text of the QR code is longer than %d bytes", id, MaxCardBytes)
	}
	card = strings.Join(texts, "\n")

	spoken := func(p piece) (string, bool) {
		if p.say != "" {
			return w.speaker.speak(p.say)
		}
		return w.speaker.speak(p.text)
	}
	for _, seconds := range Seconds() {
		budget := seconds * WordsPerMinute(w.lang) / 60
		parts := on(onRadio)
		if seconds > 30 {
			parts = on(onRadio, onLong)
		}
		texts, ok := choose(parts, spoken, func(texts []string) bool { return spokenWords(strings.Join(texts, " ")) <= budget })
		if !ok {
			w.fail("%s: its first sentences cannot be read in %d seconds", id, seconds)
			continue
		}
		text := strings.Join(texts, " ")
		radio = append(radio, Script{Seconds: seconds, Words: spokenWords(text), Text: text})
	}
	return m, radio, card
}
