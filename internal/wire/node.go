package wire

import "strconv"

// A node is one JSON value. Numbers keep the text they were written in, so no
// decimal ever passes through a float64.
type node struct {
	kind nodeKind
	key  string // name of the member, within an object
	text string // value of a string, text of a number or word
	kids []node // members of an object, elements of an array
}

type nodeKind uint8

const (
	kindNull nodeKind = iota + 1
	kindBool
	kindNumber
	kindString
	kindArray
	kindObject
	kindWord // a bare word that is no JSON value, such as NaN
)

// maxGot bounds how much of a bad value an error repeats.
const maxGot = 64

// maxSentence bounds what the engine says of a value.
const maxSentence = 240

// describe says what n is, for the got part of an error.
func (n *node) describe() string {
	switch n.kind {
	case kindString:
		return "the string " + strconv.Quote(clip(n.text))
	case kindArray:
		return "an array"
	case kindObject:
		return "an object"
	default:
		return clip(n.text)
	}
}

// empty reports whether n is an array or an object without content.
func (n *node) empty() bool {
	return (n.kind == kindArray || n.kind == kindObject) && len(n.kids) == 0
}

// member returns the member of an object by name, or nil.
func (n *node) member(name string) *node {
	for i := range n.kids {
		if n.kind == kindObject && n.kids[i].key == name {
			return &n.kids[i]
		}
	}
	return nil
}

// at returns the value at a path of members, or nil.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		if n = n.member(name); n == nil {
			return nil
		}
	}
	return n
}

// put sets a member of an object, in place of one of the same name.
func (n *node) put(name string, value node) {
	value.key = name
	if old := n.member(name); old != nil {
		*old = value
		return
	}
	n.kids = append(n.kids, value)
}

// clip shortens s to maxGot characters.
func clip(s string) string { return clipTo(s, maxGot) }

// clipTo shortens s to most characters.
func clipTo(s string, most int) string {
	count := 0
	for i := range s {
		if count == most {
			return s[:i] + "..."
		}
		count++
	}
	return s
}
