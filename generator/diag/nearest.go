package diag

// nearestRunes bounds the words that are compared: no name of ours is longer, and the cost grows with the product.
const nearestRunes = 64

// Nearest returns the candidate that was most likely meant by word, or "" when none is close. Distance is optimal string
// alignment (insert, delete, replace, swap of neighbours) over runes; at most a third of the word may differ, and at least
// one rune may. Of equally near candidates the first in byte order wins, whatever their order in the call.
func Nearest(word string, candidates []string) string {
	w := []rune(word)
	if len(w) == 0 || len(w) > nearestRunes {
		return ""
	}
	limit := max(1, len(w)/3)
	best, bestDistance := "", limit+1
	for _, c := range candidates {
		if c == "" || c == word {
			continue
		}
		r := []rune(c)
		if len(r) > nearestRunes || abs(len(r)-len(w)) > limit {
			continue
		}
		d := distance(w, r)
		if d < bestDistance || d == bestDistance && d <= limit && c < best {
			best, bestDistance = c, d
		}
	}
	return best
}

func distance(a, b []rune) int {
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now := make([]int, len(b)+1)
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(now[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last = last, now
	}
	return last[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
