package wire

import (
	"strconv"
	"strings"
)

// A path locates a value in a document. It is turned into text only when an
// error needs it. A nil path is the document itself.
type path struct {
	up    *path
	key   string
	index int // used where key is not
	keyed bool
}

// documentPath names the whole document in an error.
const documentPath = "document"

func (p *path) member(key string) *path { return &path{up: p, key: key, keyed: true} }

func (p *path) element(i int) *path { return &path{up: p, index: i} }

// String writes p as in account.positions[2].size.
func (p *path) String() string {
	if p == nil {
		return documentPath
	}
	var parts []*path
	for q := p; q != nil; q = q.up {
		parts = append(parts, q)
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		switch q := parts[i]; {
		case !q.keyed:
			b.WriteString("[" + strconv.Itoa(q.index) + "]")
		case q.key == "" || !printable(q.key):
			b.WriteString("[" + strconv.Quote(clip(q.key)) + "]")
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(clip(q.key))
		}
	}
	return b.String()
}

func printable(s string) bool {
	for _, r := range s {
		if !strconv.IsPrint(r) {
			return false
		}
	}
	return true
}
