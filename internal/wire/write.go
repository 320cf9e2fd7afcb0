package wire

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// appendPretty appends n as indented JSON. An array without arrays or objects in
// it stays on one line.
func (n *node) appendPretty(b []byte, depth int) []byte {
	open, end := byte('{'), byte('}')
	switch n.kind {
	case kindObject:
	case kindArray:
		open, end = '[', ']'
	default:
		return n.appendScalar(b)
	}
	b = append(b, open)
	flat := len(n.kids) == 0 || n.kind == kindArray && !slices.ContainsFunc(n.kids, (node).nested)
	for i := range n.kids {
		switch {
		case !flat && i > 0:
			b = appendLine(append(b, ','), depth+1)
		case !flat:
			b = appendLine(b, depth+1)
		case i > 0:
			b = append(b, ", "...)
		}
		if n.kind == kindObject {
			b = append(appendString(b, n.kids[i].key), ": "...)
		}
		b = n.kids[i].appendPretty(b, depth+1)
	}
	if !flat {
		b = appendLine(b, depth)
	}
	return append(b, end)
}

func (n node) nested() bool { return n.kind == kindArray || n.kind == kindObject }

func appendLine(b []byte, depth int) []byte {
	b = append(b, '\n')
	for range depth {
		b = append(b, "  "...)
	}
	return b
}

// appendSorted appends n as JSON without white space, with the members of every
// object in the byte order of their names.
func (n *node) appendSorted(b []byte) []byte {
	open, end := byte('{'), byte('}')
	kids := make([]*node, len(n.kids))
	for i := range n.kids {
		kids[i] = &n.kids[i]
	}
	switch n.kind {
	case kindObject:
		slices.SortFunc(kids, func(x, y *node) int { return strings.Compare(x.key, y.key) })
	case kindArray:
		open, end = '[', ']'
	default:
		return n.appendScalar(b)
	}
	b = append(b, open)
	for i, kid := range kids {
		if i > 0 {
			b = append(b, ',')
		}
		if n.kind == kindObject {
			b = append(appendString(b, kid.key), ':')
		}
		b = kid.appendSorted(b)
	}
	return append(b, end)
}

func (n *node) appendScalar(b []byte) []byte {
	if n.kind == kindString {
		return appendString(b, n.text)
	}
	return append(b, n.text...)
}

// appendString appends s in double quotes, escaping no more than JSON demands.
// What is not UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
