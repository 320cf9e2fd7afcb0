package cli

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// defaultWidth is how wide text for people is where nothing says how wide the
// terminal is; minWidth is the least that text is laid out for.
const (
	defaultWidth = 80
	minWidth     = 40
)

// A sheet is text for people, laid out for a terminal of some width.
type sheet struct {
	bytes.Buffer
	width int // columns
}

// prose writes text after a prefix, broken between words to the width. Further
// lines are indented by as much as the prefix is long.
func (s *sheet) prose(prefix, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(prefix))
	line, used := prefix, len(indent)
	empty := true
	for _, word := range words(text) {
		n := utf8.RuneCountInString(word)
		if !empty && used+1+n > s.width {
			s.WriteString(line + "\n")
			line, used, empty = indent, len(indent), true
		}
		if !empty {
			line += " "
			used++
		}
		line += word
		used += n
		empty = false
	}
	s.WriteString(strings.TrimRight(line, " ") + "\n")
}

// words splits text between words. A number stays on one line with its percent sign.
func words(text string) []string {
	var w []string
	for _, word := range strings.Fields(text) {
		if len(w) > 0 && strings.HasPrefix(word, "%") {
			w[len(w)-1] += " " + word
			continue
		}
		w = append(w, word)
	}
	return w
}
