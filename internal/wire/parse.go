package wire

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a document.
const (
	MaxBytes  = 10 << 20  // bytes of JSON
	maxValues = 1_000_000 // values of any kind
	maxDepth  = 64        // arrays and objects inside one another
)

// A parser reads JSON text into nodes. Duplicate keys and bare words are
// reported and read on from; a break of the grammar ends the reading.
type parser struct {
	text   []byte
	at     int
	values int // read so far
	most   int // values allowed
	errs   *collector
}

// parse returns the document in text, or nil after a break of the grammar.
func parse(text []byte, most int, errs *collector) *node {
	p := &parser{text: bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), most: most, errs: errs}
	var n node
	p.space()
	if p.at == len(p.text) {
		errs.add(documentPath, "nothing", "a JSON object")
		return nil
	}
	if !p.value(&n, nil, 0) {
		return nil
	}
	p.space()
	if p.at < len(p.text) {
		errs.add(documentPath, "more text after the end, at "+p.position(), "one JSON object")
		return nil
	}
	return &n
}

// fail reports a break of the grammar at the current byte.
func (p *parser) fail(at *path, want string) bool {
	got := "the end of the text"
	if p.at < len(p.text) {
		r, _ := utf8.DecodeRune(p.text[p.at:])
		got = strconv.QuoteRune(r)
	}
	p.errs.add(at.String(), got+" at "+p.position(), want)
	return false
}

func (p *parser) position() string {
	before := p.text[:p.at]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}

func (p *parser) space() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// take consumes c after white space and reports whether it was there.
func (p *parser) take(c byte) bool {
	p.space()
	if p.peek() != c || p.at >= len(p.text) {
		return false
	}
	p.at++
	return true
}

// value reads one value into n; p stands on its first byte.
func (p *parser) value(n *node, at *path, depth int) bool {
	if p.values++; p.values > p.most {
		return p.fail(at, fmt.Sprintf("at most %d values in a document", p.most))
	}
	if depth > maxDepth {
		return p.fail(at, fmt.Sprintf("at most %d arrays and objects inside one another", maxDepth))
	}
	switch c := p.peek(); {
	case c == '{':
		return p.object(n, at, depth)
	case c == '[':
		return p.array(n, at, depth)
	case c == '"':
		n.kind = kindString
		return p.str(&n.text, at)
	default:
		return p.bare(n, at)
	}
}

func (p *parser) object(n *node, at *path, depth int) bool {
	n.kind = kindObject
	p.at++
	if p.take('}') {
		return true
	}
	seen := map[string]bool{}
	for {
		p.space()
		if p.peek() != '"' {
			return p.fail(at, "a field name in double quotes")
		}
		kid := node{}
		if !p.str(&kid.key, at) {
			return false
		}
		here := at.member(kid.key)
		if !p.take(':') {
			return p.fail(here, "a colon after the field name")
		}
		p.space()
		if !p.value(&kid, here, depth+1) {
			return false
		}
		if seen[kid.key] {
			p.errs.add(here.String(), "the field a second time", "each field once")
		} else {
			seen[kid.key] = true
			n.kids = append(n.kids, kid)
		}
		switch {
		case p.take(','):
		case p.take('}'):
			return true
		default:
			return p.fail(at, "a comma or } after a field")
		}
	}
}

func (p *parser) array(n *node, at *path, depth int) bool {
	n.kind = kindArray
	p.at++
	if p.take(']') {
		return true
	}
	for {
		p.space()
		n.kids = append(n.kids, node{})
		i := len(n.kids) - 1
		if !p.value(&n.kids[i], at.element(i), depth+1) {
			return false
		}
		switch {
		case p.take(','):
		case p.take(']'):
			return true
		default:
			return p.fail(at, "a comma or ] after an element")
		}
	}
}

// bare reads a number, true, false or null. Anything else that looks like a
// word or a number becomes a kindWord, for the reader of the field to refuse.
func (p *parser) bare(n *node, at *path) bool {
	start := p.at
	for p.at < len(p.text) && isBare(p.text[p.at]) {
		p.at++
	}
	if p.at == start {
		return p.fail(at, "a JSON value")
	}
	n.text = string(p.text[start:p.at])
	switch {
	case n.text == "null":
		n.kind = kindNull
	case n.text == "true" || n.text == "false":
		n.kind = kindBool
	case isNumber(n.text):
		n.kind = kindNumber
	default:
		n.kind = kindWord
	}
	return true
}

func isBare(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '+' || c == '.' || c == '_'
}

// isNumber reports whether s follows the JSON grammar of numbers.
func isNumber(s string) bool {
	digits := func() bool {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		s = s[n:]
		return n > 0
	}
	s = strings.TrimPrefix(s, "-")
	if strings.HasPrefix(s, "0") {
		s = s[1:]
	} else if !digits() {
		return false
	}
	if strings.HasPrefix(s, ".") {
		s = s[1:]
		if !digits() {
			return false
		}
	}
	if strings.HasPrefix(s, "e") || strings.HasPrefix(s, "E") {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		if !digits() {
			return false
		}
	}
	return s == ""
}
