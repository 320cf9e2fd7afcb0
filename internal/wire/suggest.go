package wire

import "strings"

// maxWord bounds the length of a word that is compared.
const maxWord = 64

// nearest returns the option nearest to word, or "" where none is near: a third
// of the word's letters, at least one, may differ. The first of equals wins.
func nearest(word string, options []string) string {
	if len(word) > maxWord {
		return ""
	}
	best, least := "", max(1, len(word)/3)+1
	for _, o := range options {
		if d := editDistance(strings.ToLower(word), strings.ToLower(o)); d < least {
			best, least = o, d
		}
	}
	return best
}

// DidYouMean returns " (did you mean X?)" for the option nearest to word, or
// nothing where none is near.
func DidYouMean(word string, options []string) string {
	if near := nearest(word, options); near != "" {
		return " (did you mean " + near + "?)"
	}
	return ""
}

// editDistance counts the insertions, deletions, substitutions and swaps of
// neighbours between a and b (optimal string alignment).
func editDistance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
