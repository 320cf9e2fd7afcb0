package venue

import (
	"sort"
	"strings"
)

// closest returns up to three candidates whose form contains form or is at most
// one edit in five letters from it, fewest edits first, then alphabetically.
func closest(form string, candidates []string, formOf func(string) string) []string {
	const most = 3
	given := []rune(form)
	mostEdits := max(1, len(given)/5)
	type match struct {
		name  string
		edits int
	}
	var found []match
	for _, c := range candidates {
		candidate := formOf(c)
		n := edits(given, []rune(candidate), mostEdits)
		contained := len(given) >= 3 && strings.Contains(candidate, form)
		if contained {
			n = len([]rune(candidate)) - len(given)
		}
		if contained || n <= mostEdits {
			found = append(found, match{c, n})
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].edits != found[j].edits {
			return found[i].edits < found[j].edits
		}
		return found[i].name < found[j].name
	})
	names := make([]string, 0, most)
	for _, m := range found[:min(most, len(found))] {
		names = append(names, m.name)
	}
	return names
}

// edits returns how many letters to insert, delete, replace or swap with their
// neighbour make a into b (optimal string alignment), or most+1 where the
// lengths alone make it more than most.
func edits(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		next[0] = i + 1
		for j, s := range b {
			replace := row[j]
			if r != s {
				replace++
			}
			next[j+1] = min(replace, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && r == b[j-1] && a[i-1] == s {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// pair reduces a symbol to BASEQUOTE in upper case, without separators or what
// follows the colon.
func pair(symbol string) string {
	symbol, _, _ = strings.Cut(symbol, ":")
	return strings.ToUpper(strings.NewReplacer("/", "", "-", "", "_", "").Replace(symbol))
}
