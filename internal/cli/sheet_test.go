//go:build !js

package cli

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func TestSheet_Prose(t *testing.T) {
	for _, tt := range []struct {
		name, prefix, text string
		width              int
		want               string
	}{
		{"fits exactly", "", "one two", 7, "one two\n"},
		{"broken between words", "", "one two three", 8, "one two\nthree\n"},
		{"indented by the prefix", "- ", "one two three", 9, "- one two\n  three\n"},
		{"a word that is too long", "", "a verylongword b", 6, "a\nverylongword\nb\n"},
		{"a number keeps its percent sign", "", "the whole 95 % of it", 12, "the whole\n95 % of it\n"},
		{"counted in letters, not bytes", "", "ééé ééé", 7, "ééé ééé\n"},
		{"nothing", "", "", 10, "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &sheet{width: tt.width}
			s.prose(tt.prefix, tt.text)
			require.Equal(t, tt.want, s.String())
		})
	}
}

func TestTable_Write(t *testing.T) {
	table := newTable("<name", ">size")
	table.add("one", "1")
	table.add("twenty", "200")
	t.Run("in columns where it fits", func(t *testing.T) {
		s := &sheet{width: 12}
		table.write(s)
		require.Equal(t, "name    size\none        1\ntwenty   200\n", s.String())
	})
	t.Run("the first cell above the others where it does not", func(t *testing.T) {
		s := &sheet{width: 11}
		table.write(s)
		require.Equal(t, "name\n  size\none\n     1\ntwenty\n   200\n", s.String())
	})
}

func TestProbability(t *testing.T) {
	for _, tt := range []struct {
		name           string
		estimate       wire.Estimate
		want, interval string
	}{
		{"closed form", wire.Estimate{Value: 0.16993812033079713, Method: "exact"}, "16.99 %", "exact"},
		{"closed form with a last zero", wire.Estimate{Value: 0.5340302, Method: "exact"}, "53.40 %", "exact"},
		{"certain", wire.Estimate{Value: 1, Method: "exact"}, "100 %", "exact"},
		{"almost certain", wire.Estimate{Value: 0.9999999, Method: "exact"}, "above 99.99 %", "exact"},
		{"impossible", wire.Estimate{Method: "exact"}, "0 %", "exact"},
		{"simulated", wire.Estimate{Value: 0.32041, StdErr: 0.0015, Low: 0.31741, High: 0.32349, Method: "mc"}, "32.0 %", "31.7 to 32.3 %"},
		{"never seen", wire.Estimate{High: 0.00123, Method: "mc"}, "below 0.12 %", "0 to 0.12 %"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, probability(tt.estimate))
			require.Equal(t, tt.interval, interval(tt.estimate))
		})
	}
}

func TestLeastLikely(t *testing.T) {
	exact := func(v float64) wire.Estimate { return wire.Estimate{Value: v, Low: v, High: v, Method: "exact"} }
	simulated := func(low, high float64) wire.Estimate {
		return wire.Estimate{Value: (low + high) / 2, StdErr: 0.01, Low: low, High: high, Method: "mc"}
	}
	for _, tt := range []struct {
		name                                       string
		isolatedCross, isolatedGiven, crossMinusAs wire.Estimate
		best, want                                 string
	}{
		{"one wins", simulated(0.1, 0.2), simulated(-0.1, 0.2), simulated(-0.2, -0.1), "cross", "Least likely to be liquidated: cross"},
		{"two tie", simulated(0.1, 0.2), simulated(0.1, 0.2), exact(0), "asGiven", "Least likely to be liquidated: as given and cross, which are exactly equal"},
		{"all tie", exact(0), exact(0), exact(0), "asGiven", "No mode is less likely to be liquidated than another: they are exactly equal."},
		{"all tie but for rounding", exact(3e-17), exact(-3e-17), exact(6e-17), "asGiven", "No mode is less likely to be liquidated than another: they are exactly equal."},
		{"not told apart", simulated(0.1, 0.2), simulated(-0.1, 0.2), simulated(-0.1, 0.01), "cross",
			"Least likely to be liquidated: cross; within the simulation error, as given may be no more likely"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &wire.Comparison{Verdict: wire.Verdict{Mode: tt.best}, Differences: []wire.Difference{
				{A: "isolated", B: "cross", Any: tt.isolatedCross},
				{A: "isolated", B: "asGiven", Any: tt.isolatedGiven},
				{A: "cross", B: "asGiven", Any: tt.crossMinusAs},
			}}
			require.Equal(t, tt.want, leastLikely(c))
		})
	}
}
