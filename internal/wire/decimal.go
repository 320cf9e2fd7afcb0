package wire

import (
	"github.com/shopspring/decimal"
)

// A Decimal is an exact amount, price or size: a string in decimal notation
// going out, a string or a JSON number coming in.
type Decimal struct{ decimal.Decimal }

// maxDigits bounds a decimal on either side of its point. It keeps arithmetic
// on hostile input short: no amount of money needs more.
const maxDigits = 30

const wantDecimal = "a decimal, as a string or a number"

// node writes d as a string without exponent or trailing zeros.
func (d Decimal) node() node { return node{kind: kindString, text: d.String()} }

func (d *Decimal) decode(dec *decoder, n *node, at *path) {
	if n.kind != kindNumber && n.kind != kindString {
		dec.errs.add(at.String(), n.describe(), wantDecimal)
		return
	}
	value, want := parseDecimal(n.text)
	if want != "" {
		dec.errs.add(at.String(), clip(n.text), want)
		return
	}
	d.Decimal = value
}

// parseDecimal returns the decimal in s, or what would have been one.
func parseDecimal(s string) (d decimal.Decimal, want string) {
	if !isNumber(s) {
		return d, wantDecimal
	}
	const limit = "a decimal of at most 30 digits on either side of the point"
	if len(s) > 4*maxDigits {
		return d, limit
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Zero, limit
	}
	if d.IsZero() {
		return decimal.Zero, ""
	}
	if d.NumDigits()+int(d.Exponent()) > maxDigits || int(d.Exponent()) < -4*maxDigits {
		return decimal.Zero, limit
	}
	if d = d.Normalize(); int(d.Exponent()) < -maxDigits {
		return decimal.Zero, limit
	}
	return d, ""
}
