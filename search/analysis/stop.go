package analysis

import (
	"sync"

	"nutag/search/analysis/mn"
)

// StopWord reports whether a query word says nothing of what is sought:
// question words, particles, pronouns and the commonest verbs. Such words stay
// in the index; a query leaves them out unless it has no others. The English
// list is the one that Bleve ships, with a few words of questions; the
// Mongolian one is our own, from the questions people put to a portal.
func StopWord(word string) bool {
	word = mn.Fold(word)
	return englishStops()[word] || questionWords()[mn.Loose(word)]
}

// questionWords are folded, with ө and ү as о and у.
var questionWords = sync.OnceValue(func() map[string]bool {
	out := make(map[string]bool)
	for _, w := range []string{
		// Particles and conjunctions.
		"вэ", "бэ", "уу", "үү", "юу", "юү", "ба", "бол", "болон", "нь", "л", "ч", "шүү", "дээ", "даа", "аа", "эсвэл", "мөн", "гэж", "гэдэг", "гэсэн",
		// Question words.
		"хаана", "хаанаас", "хааш", "хаагуур", "яаж", "хэрхэн", "хэзээ", "хэн", "хэнд", "хэний", "хэд", "хэдэн", "хэдий", "хичнээн", "ямар", "аль", "яагаад", "яах", "юунд", "юуг",
		// Pronouns.
		"би", "намайг", "надад", "миний", "минь", "маань", "чинь", "нэгэн", "манай", "бид", "бидний", "бидэнд", "та", "таны", "танд", "энэ", "тэр", "эдгээр", "тэдгээр", "энд", "тэнд", "өөрийн",
		// Verbs of being, wanting and needing.
		"байна", "байдаг", "байгаа", "байх", "бий", "болох", "болно", "болдог", "хэрэгтэй", "хүсэж", "мэдэх", "чадах", "авах", "авахад", "авч", "авъя", "авмаар", "авдаг", "авна", "хийх", "хийж", "хийнэ", "өгөх", "өгч", "очих", "очоод", "эхлээд", "ялгаатай",
		// Post-positions.
		"тухай", "талаар", "дээр", "доор", "руу", "рүү", "луу", "лүү", "дотор", "хүртэл", "болгон",
		// English words of questions that Bleve's list lacks.
		"what", "where", "when", "how", "who", "which", "why", "do", "does", "did", "can", "could", "should", "i", "me", "my", "we", "our", "you", "your",
		"from", "about", "there", "have", "has", "get", "much", "many", "need", "want", "please", "find", "go", "call", "tell",
	} {
		out[mn.Loose(w)] = true
	}
	return out
})
