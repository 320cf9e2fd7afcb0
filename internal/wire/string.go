package wire

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string in double quotes into s; p stands on the opening quote.
// Invalid UTF-8, control characters and half surrogate pairs are refused.
func (p *parser) str(s *string, at *path) bool {
	p.at++
	start := p.at
	var buf []byte // the text so far, once an escape has been seen
	for {
		switch c := p.peek(); {
		case p.at >= len(p.text):
			return p.fail(at, "a string that ends with a double quote")
		case c == '"':
			*s = string(append(buf, p.text[start:p.at]...))
			p.at++
			return true
		case c < ' ':
			return p.fail(at, "no control character in a string")
		case c == '\\':
			buf = append(buf, p.text[start:p.at]...)
			r, ok := p.escape()
			if !ok {
				return p.fail(at, "a JSON escape in a string")
			}
			buf = utf8.AppendRune(buf, r)
			start = p.at
		case c < utf8.RuneSelf:
			p.at++
		default:
			r, n := utf8.DecodeRune(p.text[p.at:])
			if r == utf8.RuneError && n == 1 {
				return p.fail(at, "UTF-8 text")
			}
			p.at += n
		}
	}
}

// escape reads one escape sequence; p stands on the backslash.
func (p *parser) escape() (rune, bool) {
	p.at++
	c := p.peek()
	if c == 'u' {
		return p.unicode()
	}
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	for i := range len(from) {
		if c == from[i] {
			p.at++
			return rune(to[i]), true
		}
	}
	return 0, false
}

func (p *parser) unicode() (rune, bool) {
	r, ok := p.hex()
	if !ok || !utf16.IsSurrogate(r) {
		return r, ok
	}
	if p.peek() != '\\' {
		return 0, false
	}
	p.at++
	if p.peek() != 'u' {
		return 0, false
	}
	low, ok := p.hex()
	r = utf16.DecodeRune(r, low)
	return r, ok && r != utf8.RuneError
}

// hex reads the four digits after the u on which p stands.
func (p *parser) hex() (rune, bool) {
	if p.at+5 > len(p.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.text[p.at+1:p.at+5]), 16, 16)
	if err != nil {
		return 0, false
	}
	p.at += 5
	return rune(n), true
}
