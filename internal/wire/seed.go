package wire

import "strconv"

// A Seed picks the random streams. It is a string in JSON, which has no
// integers of 64 bits.
type Seed uint64

// node writes s as a string of decimal digits.
func (s Seed) node() node { return node{kind: kindString, text: strconv.FormatUint(uint64(s), 10)} }

func (s *Seed) decode(d *decoder, n *node, at *path) {
	const want = "a string of decimal digits, at most 18446744073709551615"
	if n.kind != kindString {
		d.errs.add(at.String(), n.describe(), want)
		return
	}
	v, err := strconv.ParseUint(n.text, 10, 64)
	if err != nil {
		d.errs.add(at.String(), clip(n.text), want)
		return
	}
	*s = Seed(v)
}
