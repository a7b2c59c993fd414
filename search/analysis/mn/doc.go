// Package mn holds what a search has to know of written Mongolian (Cyrillic),
// apart from any search engine: which spellings are the same word. It needs
// golang.org/x/text and nothing else.
//
//	Fold    one form of the spellings that differ by keyboard only
//	Loose   the same without ө and ү
//	Stem    what the inflected forms of a folded word share
//	Key     one Latin skeleton of a name in Cyrillic and of its Latin spellings
//	Keys    the keys under which a Latin query word may stand
//	Root    the Latin key of the stem, for words in either alphabet
//	Roots   the roots under which a Latin query word may stand
//	StemKey a Key without its endings
//	Slips   how many slips of the keyboard to forgive
//
// All are pure, total and safe for concurrent use. An index stores Fold, Stem,
// Key or Root of its words; a query asks for the same and, in Latin letters,
// for Keys or Roots, with less weight for each that follows.
//
// # Where the rules come from
//
// The letters are those of MNS 4932 as keyboards and scans lack them. The Latin
// correspondences are MNS 5217:2012, with the spellings seen on maps and in
// messages (kh, h, x for х; u, o, ö, ü and v for ө and ү; j, zh for ж). Vowel
// harmony, -ийн and -ийг behind ж ч ш г ь, -т behind г р с, the hidden н, the
// fleeting vowel (аймаг, аймгийн) and руу, луу behind р are the grammar of the
// official orthography. How far endings are taken, which of two readings wins,
// the lexicon and the limits of Slips are our own knowledge and choice. No
// dictionary was copied; one was used outside this repository to look for
// words that the rules miss.
//
// # What it does not do
//
// It knows no context: хүнд is “heavy” here and not “to a person”, and багаас is
// “from the bag” and not “since childhood”. A noun with -гүй keeps it, for
// ажилгүй is not ажил. Derivation stays (бүртгэх and бүртгэл differ), but for
// causative -уул- and passive -гд- before verbal endings. Roots lose vowel
// length, as Latin spellings do: хонь and хон, цас and цаас have one root each.
package mn
