package ccxt

import (
	"fmt"
	"strings"
)

// mostNamed bounds how many positions a note names.
const mostNamed = 5

// notes gathers what is said of how the input was read, in order, each sentence once with the positions it is about.
type notes struct {
	order []string
	about map[string][]string
}

// add says a sentence, which ends without a full stop.
func (n *notes) add(format string, args ...any) { n.of("", fmt.Sprintf(format, args...)) }

// of says a sentence about what has a title.
func (n *notes) of(title, sentence string) {
	if n.about == nil {
		n.about = map[string][]string{}
	}
	titles, said := n.about[sentence]
	if !said {
		n.order = append(n.order, sentence)
	}
	if title != "" {
		titles = append(titles, title)
	}
	n.about[sentence] = titles
}

// text returns the sentences.
func (n *notes) text() []string {
	var lines []string
	for _, sentence := range n.order {
		titles := n.about[sentence]
		if more := len(titles) - mostNamed; more > 0 {
			titles = append(titles[:mostNamed:mostNamed], fmt.Sprintf("and %d more", more))
		}
		if len(titles) > 0 {
			sentence += ": " + strings.Join(titles, ", ")
		}
		lines = append(lines, sentence+".")
	}
	return lines
}
