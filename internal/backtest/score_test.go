package backtest_test

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
)

// Four records by hand, three of them core. Model "a" says .2 of everything, "b" what raw
// says. The first horizon has two core records, the second one, and they count alike.
func result() *backtest.Result {
	record := func(day, hours int, touched bool, reference, raw float64) backtest.Record {
		return backtest.Record{Day: day, Hours: hours, Touched: touched, Reference: reference, Raw: raw, Probability: []float32{0.2, float32(raw)}}
	}
	return &backtest.Result{
		Options: backtest.Options{Hours: []int{24, 168}, Barriers: []float64{-0.1}, Models: []backtest.Model{{Name: "a"}, {Name: "b"}}},
		Assets:  []string{"A"},
		Records: []backtest.Record{
			record(0, 0, true, 0.1, 0.1), record(40, 0, false, 0.2, 0.1), record(80, 1, false, 0.3, 0.4), record(80, 0, true, 0.5, 0.5),
		},
	}
}

func TestScores_ByHand(t *testing.T) {
	r := result()
	require.Equal(t, 2, r.Core(0))
	require.Equal(t, 1, r.Core(1))
	require.InDelta(t, 0.5, r.Touched(), 1e-15)
	s := r.Scores()
	require.InDelta(t, (-math.Log(0.2)-math.Log(0.8))/2, s[0].LogByHours[0], 1e-7)
	require.InDelta(t, -math.Log(0.8), s[0].LogByHours[1], 1e-7)
	require.InDelta(t, (s[0].LogByHours[0]+s[0].LogByHours[1])/2, s[0].Log, 1e-15)
	brierA := ((0.64+0.04)/2 + 0.04) / 2
	brierB := ((0.81+0.01)/2 + 0.16) / 2
	require.InDelta(t, brierA, s[0].Brier, 1e-7)
	require.InDelta(t, brierB, s[1].Brier, 1e-7)
	require.InDelta(t, 1-brierA/brierB, s[0].Skill, 1e-7)
	require.InDelta(t, 0, s[1].Skill, 1e-7)
	require.InDelta(t, ((-math.Log(0.2)-math.Log(0.8)-math.Log(0.2))/3-math.Log(0.8))/2, s[0].LogAll, 1e-7)
	require.Zero(t, s[0].Difference, "the best")
	require.InDelta(t, s[1].Log-s[0].Log, s[1].Difference, 1e-15)
	require.Positive(t, s[1].DiffStdErr)
}

// A forecast of 0 that fails costs -ln 1e-4, not infinity.
func TestScores_Floor(t *testing.T) {
	r := result()
	r.Records = r.Records[:1]
	r.Records[0].Probability = []float32{0, 1}
	s := r.Scores()
	require.InDelta(t, -math.Log(1e-4), s[0].Log, 1e-12)
	require.InDelta(t, -math.Log(1-1e-4), s[1].Log, 1e-12)
}

func TestReliability_ByHand(t *testing.T) {
	bins := result().Reliability(1)
	require.Len(t, bins, 3)
	require.Equal(t, [2]float64{0.1, 0.15}, [2]float64{bins[0].From, bins[0].To}, "0.1 as a float32 is a little above it")
	require.Equal(t, 2, bins[0].N)
	require.InDelta(t, 0.1, bins[0].Said, 1e-7)
	require.InDelta(t, 0.5, bins[0].Happened, 1e-15)
	require.Equal(t, [2]float64{0, 1}, [2]float64{bins[0].Low, bins[0].High}, "two blocks, one of each kind")
	require.InDelta(t, 0.5, bins[2].Said, 1e-7)
	require.InDelta(t, 1, bins[2].Happened, 1e-15)
}

// Thirty forecasts a day apart, each of seven days: every seventh is kept.
func TestCoverages_Overlap(t *testing.T) {
	r := result()
	r.Records = nil
	for day := range 210 {
		r.Records = append(r.Records, backtest.Record{Day: day, Hours: 1, Touched: day%14 == 0, Probability: []float32{0.5, 0.5}})
	}
	c := r.Coverages(0)
	require.Len(t, c, 1)
	require.Equal(t, 30, c[0].N)
	require.Equal(t, 15, c[0].Touches)
	require.InDelta(t, 15, c[0].Expected, 1e-9)
	require.InDelta(t, 1, c[0].Kupiec, 1e-9)
	require.Less(t, c[0].Christoffersen, 1e-6, "they alternate")
}

func TestPlot(t *testing.T) {
	svg := backtest.Plot("a <model>", result().Reliability(1))
	decoder := xml.NewDecoder(strings.NewReader(svg))
	circles := 0
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "circle" {
			circles++
		}
	}
	require.Equal(t, 3, circles)
	for _, text := range []string{"a &lt;model&gt;", "probability said, %", "95 % interval", "said 10 %, happened 50 % (0 to 100), 2 forecasts"} {
		require.Contains(t, svg, text)
	}
}
