package cli

import (
	"fmt"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// writeComparison writes the modes side by side, their differences and the verdict.
func writeComparison(s *sheet, c *wire.Comparison) {
	fmt.Fprintf(s, "Probability of liquidation within %g hours, on the same paths\n", c.Provenance.HorizonHours)
	t := newTable("<mode", "<pool", ">probability", intervalHeading)
	for _, m := range []struct {
		name string
		mode *wire.Mode
	}{{"isolated", c.Modes.Isolated}, {"cross", c.Modes.Cross}, {"as given", c.Modes.AsGiven}} {
		if m.mode == nil {
			continue
		}
		name := m.name
		add := func(pool string, e wire.Estimate) {
			t.add(name, pool, probability(e), interval(e))
			name = ""
		}
		if !alone(m.mode.Margin) {
			add(anyPool, m.mode.Any)
			add(allPools, m.mode.All)
		}
		for _, p := range m.mode.Pools {
			add(p.Name, p.Probability)
		}
	}
	t.write(s)
	fmt.Fprintln(s, "\nDifferences of P(any pool liquidated), in percentage points")
	t = newTable("<difference", ">estimate", intervalHeading)
	for _, d := range c.Differences {
		t.add(modeName(d.A)+" - "+modeName(d.B), difference(d.Any), differenceInterval(d.Any))
	}
	t.write(s)
	fmt.Fprintln(s)
	s.prose("", leastLikely(c))
	for _, because := range c.Verdict.Because {
		s.prose("- ", because)
	}
	writeStressModes(s, c.Modes)
	writeEnd(s, c.Provenance, c.Warnings)
}

// modeName is the name of a mode for people.
func modeName(mode string) string {
	if mode == "asGiven" {
		return "as given"
	}
	return mode
}

// leastLikely names the modes in which a liquidation is least likely, unless
// all are equal, and those that the simulation cannot tell from them.
func leastLikely(c *wire.Comparison) string {
	best := []string{modeName(c.Verdict.Mode)}
	var near []string
	others := 0
	for _, d := range c.Differences {
		other := d.A
		switch c.Verdict.Mode {
		case d.A:
			other = d.B
		case d.B:
		default:
			continue
		}
		others++
		switch {
		case equal(d.Any):
			best = append(best, modeName(other))
		case d.Any.Low <= 0 && d.Any.High >= 0:
			near = append(near, modeName(other))
		}
	}
	if len(best) == others+1 {
		return "No mode is less likely to be liquidated than another: they are exactly equal."
	}
	text := "Least likely to be liquidated: " + strings.Join(best, " and ")
	if len(best) > 1 {
		text += ", which are exactly equal"
	}
	if len(near) > 0 {
		text += "; within the simulation error, " + strings.Join(near, " and ") + " may be no more likely"
	}
	return text
}

// equal reports whether a difference is exactly zero, but for the rounding of
// probabilities in closed form.
func equal(e wire.Estimate) bool { return isExact(e) && e.Value < rounding && e.Value > -rounding }

// rounding is far above what rounding makes of a difference of probabilities in
// closed form, and far below what matters.
const rounding = 1e-12

// difference writes a difference of probabilities in percentage points, where
// zero is a value like any other.
func difference(e wire.Estimate) string {
	switch {
	case equal(e):
		return "0"
	case isExact(e):
		return fmt.Sprintf("%+.4g", 100*e.Value)
	}
	return fmt.Sprintf("%+.*f", places(e), 100*e.Value)
}

// differenceInterval writes the interval of a difference in percentage points.
func differenceInterval(e wire.Estimate) string {
	if isExact(e) {
		return "exact"
	}
	n := places(e)
	return fmt.Sprintf("%+.*f to %+.*f", n, 100*e.Low, n, 100*e.High)
}
