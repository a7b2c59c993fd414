package mn

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// lexiconWords are the words that the rules alone would take apart wrongly or
// leave in two shapes. It is small on purpose and written for this package.
//
//	word    keeps all its letters
//	word~   drops the vowel before its last consonant (ажил: ажл)
//	word*V  takes a hidden н with that vowel (ус*а: усан)
//	word^   drops its last vowel, also with a hidden н (алба, албан: алб)
//	word=2н has as its stem its first 2 letters and н
const lexiconWords = `
ус*а үс*э мод*о морь*и хонь*и хань*и тань*и ноос*о цас*а мөс*ө өвс*ө цаас*а бөөс*ө шээс*э цус*а тос*о нас*а мах*а сар*а уул*а яам*а
данс*а шат*а гар*а нүд*э чих*э арьс*а үг*э хэл*э нэр*э сум*а ном*о мал*а хот*о улс*а өрх*ө ой*н эм*э зам*а хүн*и ам*а амь*и
хоол*о цай*н тариа*н будаа*н нохой*н толгой*н далай*н бие*н сүү*н тоо*н хүү*н дуу*н үүл*э цэцэг~ цэрэг~ шувуу*н гахай*н тахиа*н
тугал~ хурга ишиг~ унага ботго гүү*н хонгил~ худаг~ булаг~ нуур*а элс*э чулуу*н шороо*н хад*а хөдөө*н зун*а өвөл~ хавар~ намар~
сард=3 нэрд=3 өмч томоохон~ хурдан~ хэдэн~ хэрхэн~ эрхтэн~ эзэд=2н эзд=2н
орон~ эзэн~ хатан~ хотон~ эхнэр~ гурав~ гурван=4 дөрөв~ дөрвөн=4 тав таван=3 зургаа зургаан=6 долоо долоон=5 найм найман=4 ес есөн=2
арав~ арван=3 арв хорь*и гуч*и дөч*и тавь тавин=3ь жар*а дал*а ная наян=3 ер ерэн=2 мянга^
хороо*н хоршоо*н товчоо*н хүрээ*н өргөө*н гэрээ*н мэдээ*н бараа*н хашаа*н утаа*н тэмээ*н ямаа*н үнээ*н адуу*н даваа*н наймаа*н санаа*н
чөлөө*н бороо*н хаваржаа*н өвөлжөө*н намаржаа*н өглөө*н төлөө хариу*н залуу*н дараа*н хараа*н чадавхи ерөө*н уриа*н
улаан цагаан хөх хар шар ногоон хөхөө хаан гишүүн рашаан ухаан сайхан~ дулаан баруун амьтан~ аюулгүй ажилгүй үнэгүй
гадаад дотоод дээд доод дунд хойд урд бусад~ хүүхэд~ хүүхд хүүхдүүд=3хд хүмүүс=2н хүмүүсүүд=2н хүмүс=2н нөхөд=3р нөхөр~ бүгд хүнд
иргэн=3 иргэд=3 ирг ноён ноёд=3н ахмад мэргэд зочин=3 хятад казахстан спорт паспорт спирт карт марк порт стандарт фонд сант банк*а
тарагт хужирт архуст баруун-урт урт мөст жинст давст агт ховд төвд=3 хангайт чулуут хашаат увс богд
гудамж*и онгоц*о зуунмод*о москва ирж=2 орж=2 явж=2 төлөөд=3 гишүүд=5н үнэд=2 өрөө*н зуух гараад=3 ороод=2
эрдэнэ=5 эрдэн=5 нийгэм~ эрдэм~ хэрэг~ ажил~ ажл хүчин=3 хүч хүчн=3 өндөг~ хадаг~ хоосон баасан багаж гэрч нэмж=3 сурагч бэлчээр сургууль=7
сургуул эмэгтэй эрэгтэй сайн тийм ийм эдгээр тэдгээр байгаа арвайхээр токио ази азийн=2и радио сумо хана ханын=3а ханыг=3а ханад=3а
бага багын=3а багыг=3а багад=3а дага чоно=3 чон бөхмөрөн замын-үүд манай танай миний чиний дэлхий*н энэ тэр
хангай алтай хэнтий=4 ургамал~ гарал~ хөгжил~ хөрөнгө^ мөнгө^ уянга^ дүүрэг~ тэтгэмж хадгаламж боломж хураамж хувь мэнд банд
шилж зорч орч шинж өвч хавч
дархан~ хайрхан~ майхан~ бэлэн~ олон~ түмэн~ тойрон~ алба^ аяга^ босго^ утас~ хуудас~ үндэс~ говьалтай говиалтай баянцагаан баянцогт эрдэнэцагаан эрдэнэцогт дэлгэрэх багана^ сонгино^ тооно сууц*а зах*а багц*а нүүр*э шир*э төмс*ө сав*а ууц*а жолоо*н хөрөө*н тэрэг~ тэргэн=4 хутга^ тамга^ алга^ богино^ жинхэнэ^ дэнж дундаж зайсан зурагт сүлжээ сүлд түрээс удаа улиастай холбоо*н холбоос*о тунадас~ худалдаа*н худалд хурал~ цогт ширээ томьео дөрөө
сурвалж анхаар хамаар хуваарь ангил огноо одоо эрдэнэбулган тэмдэг~ хулд хөлд дугаар сонг ханд байгуул орчуул худалдаад=6
гучинус өгийнуур борнуур дардас~ хавтас~ толбо^ зөөлөн~ хүйтэн~ нарийн үе*н байр*а зүрх*э цонх*о бид*э
хөлс*ө хүнс*э хүйс*э бүс*э дэрс*э
`

// lexiconOf chooses the letters by which the lexicon is asked.
type lexiconOf uint8

const (
	exactLexicon lexiconOf = iota // as they are, or as Loose writes them
	latinLexicon                  // о ө у ү as one, for words read from Latin letters
)

// letter writes a letter as the entries have it.
func (of lexiconOf) letter(r rune) rune {
	if of == exactLexicon {
		return r
	}
	if r = loose(r); r == 'о' {
		return 'у'
	}
	return r
}

// lexEntry says how to make the stem: the letters to keep and those to add.
type lexEntry struct {
	keep int
	add  string
}

// longestEntry bounds the letters of an entry; the test of the lexicon holds it.
const longestEntry = 14

// lexiconIndex holds the entries, and the first two letters that entries have,
// which spares most words the look-up.
type lexiconIndex struct {
	entries map[string]lexEntry
	starts  [34]uint64
}

// lexicon holds the entries for both ways of asking. Where two words are one in
// Latin letters, the first stands.
var lexicon = sync.OnceValue(func() *[2]lexiconIndex {
	var m [2]lexiconIndex
	for of := range m {
		m[of].entries = make(map[string]lexEntry, 1024)
	}
	add := func(of lexiconOf, word string, e lexEntry) {
		m[of].entries[word] = e
		letters := []rune(word)
		m[of].starts[letterIndex(letters[0])] |= 1 << letterIndex(letters[1])
	}
	loose := make(map[string]lexEntry, 1024)
	put := func(word string, keep int, end string) {
		word = Fold(word)
		add(exactLexicon, word, lexEntry{keep, end})
		loose[Loose(word)] = lexEntry{keep, end}
		word = strings.ReplaceAll(Loose(word), "о", "у")
		if _, ok := m[latinLexicon].entries[word]; !ok {
			add(latinLexicon, word, lexEntry{keep, end})
		}
	}
	for _, item := range strings.Fields(lexiconWords) {
		if word, rule, ok := strings.Cut(item, "="); ok {
			put(word, int(rule[0]-'0'), rule[1:])
			continue
		}
		if word, ok := strings.CutSuffix(item, "~"); ok {
			letters := []rune(Fold(word))
			n := len(letters)
			put(word, n-2, string(letters[n-1]))
			stem := string(letters[:n-2]) + string(letters[n-1])
			put(stem, n-1, "")
			if letters[n-1] == 'с' { // утас: утсан, утсны
				put(stem+string(letters[n-2])+"н", n-1, "")
				put(stem+"н", n-1, "")
				put(word+"н", n-2, string(letters[n-1]))
			}
			continue
		}
		if word, ok := strings.CutSuffix(item, "^"); ok {
			n := utf8.RuneCountInString(word)
			put(word, n-1, "")
			put(word+"н", n-1, "")
			put(string([]rune(word)[:n-1]), n-1, "")
			continue
		}
		word, vowel, hidden := strings.Cut(item, "*")
		n := utf8.RuneCountInString(word)
		put(word, n, "")
		if !hidden {
			continue
		}
		switch {
		case vowel == "н" || vowel == "й": // the word ends in a vowel
			put(word+"н", n, "")
		case strings.HasSuffix(word, "ь"):
			put(strings.TrimSuffix(word, "ь")+vowel+"н", n-1, "ь")
		default:
			put(word+vowel+"н", n, "")
			put(word+"н", n, "") // before endings: усны
		}
	}
	for word, e := range loose { // a word with о stands before one with ө
		if _, ok := m[exactLexicon].entries[word]; !ok {
			add(exactLexicon, word, e)
		}
	}
	return &m
})

// stem makes the stem of w in its own array.
func (e lexEntry) stem(w []rune) []rune {
	w = w[:e.keep]
	for _, r := range e.add {
		w = append(w, r)
	}
	return w
}

// lookup returns the stem of a word of the lexicon. With soft it also tries w
// with a ь behind it, for which there must be room in the array of w.
func lookup(w []rune, soft bool, of lexiconOf) ([]rune, bool) {
	words := &lexicon()[of]
	if len(w) < 2 || len(w) > longestEntry {
		return nil, false
	}
	if words.starts[letterIndex(of.letter(w[0]))]&(1<<letterIndex(of.letter(w[1]))) == 0 {
		return nil, false
	}
	var key [2*longestEntry + 2]byte
	n := 0
	for _, r := range w {
		r = of.letter(r)
		n += utf8.EncodeRune(key[n:], r)
	}
	if soft && len(w) < cap(w) {
		m := n + utf8.EncodeRune(key[n:], 'ь')
		if e, ok := words.entries[string(key[:m])]; ok {
			return e.stem(append(w, 'ь')), true
		}
	}
	if e, ok := words.entries[string(key[:n])]; ok {
		return e.stem(w), true
	}
	return nil, false
}
