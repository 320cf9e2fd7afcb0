package crash

import (
	"fmt"
	"math"
	"strings"
)

const hoursPerYear = 8760

// returns are log returns from close to close, the first from the open.
func (b Bars) returns() []float64 {
	before := b.Hours[0].Open
	var out []float64
	for _, h := range b.Hours {
		out = append(out, math.Log(h.Close/before))
		before = h.Close
	}
	return out
}

// Realised returns the annual volatility of hourly returns about zero, and the correlation of two assets, about zero too: what the window
// did, which a mean of 48 hours would take half of away.
func Realised(a, b Bars) (volatility, correlation float64) {
	var aa, bb, ab float64
	y := b.returns()
	for i, x := range a.returns() {
		aa, bb, ab = aa+x*x, bb+y[i]*y[i], ab+x*y[i]
	}
	return math.Sqrt(aa / float64(len(y)) * hoursPerYear), ab / math.Sqrt(aa*bb)
}

// writeMarket writes a line for each asset: its volatility and its correlations with those before it.
func writeMarket(b *strings.Builder, bars []Bars) {
	for i, x := range bars {
		v, _ := Realised(x, x)
		fmt.Fprintf(b, "%s %.0f", x.Asset, 100*v)
		for _, y := range bars[:i] {
			_, r := Realised(x, y)
			fmt.Fprintf(b, " %.0f", 100*r)
		}
		b.WriteByte('\n')
	}
}
