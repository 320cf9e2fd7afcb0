package backtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// The day on which simulated prices begin: 2020-01-01.
const start = 1577836800

// hours makes hourly bars from log returns; each bar spans its open and close, and a little more.
func hours(asset string, returns []float64) calibrate.Series {
	s := calibrate.Series{Asset: asset, Interval: calibrate.Hour, Ranges: true}
	x := math.Log(50)
	for h, r := range returns {
		y := x + r
		s.Bars = append(s.Bars, calibrate.Bar{Time: start + int64(h)*calibrate.Hour,
			Open: math.Exp(x), High: math.Exp(max(x, y) + 0.001), Low: math.Exp(min(x, y) - 0.001), Close: math.Exp(y)})
		x = y
	}
	return s
}

// walk returns hourly returns whose volatility wanders.
func walk(seed uint64, days int) []float64 {
	g := rand.New(rand.NewPCG(seed, 0))
	r := make([]float64, 24*days)
	level := 0.0
	for h := range r {
		level += -0.003*level + 0.05*g.NormFloat64()
		r[h] = 0.007 * math.Exp(level/2) * g.NormFloat64()
	}
	return r
}

func source(asset string, returns []float64) backtest.Source {
	return backtest.Source{Prices: hours(asset, returns)}
}

func options(days int) backtest.Options {
	o := backtest.DefaultOptions()
	o.From, o.To = start, start+int64(days)*calibrate.Day
	o.Models = backtest.Models(o.Hours, calibrate.Hour)
	o.Workers = 2
	return o
}

// What comes after a day changes nothing that was forecast at it: the returns of the future are
// shuffled and doubled, every model and both references included.
func TestRun_NoLookAhead(t *testing.T) {
	const days, cut = 200, 150 // filtered historical simulation begins at 120
	a := [][]float64{walk(1, days), walk(2, days)}
	o := options(days)
	o.Every = 5
	run := func() *backtest.Result {
		r, err := backtest.Run(context.Background(), []backtest.Source{source("A", a[0]), source("B", a[1])}, o)
		require.NoError(t, err)
		return r
	}
	type key struct{ asset, day, hours, barrier int }
	before := map[key]backtest.Record{}
	first := run()
	for _, r := range first.Records {
		before[key{r.Asset, r.Day, r.Hours, r.Barrier}] = r
	}
	g := rand.New(rand.NewPCG(3, 0))
	for i := range a {
		future := a[i][24*cut:]
		g.Shuffle(len(future), func(i, j int) { future[i], future[j] = future[j], future[i] })
		for h := range future {
			future[h] *= 2
		}
	}
	same, changed, happened := 0, 0, 0
	for _, r := range run().Records {
		was, ok := before[key{r.Asset, r.Day, r.Hours, r.Barrier}]
		require.True(t, ok)
		if r.Day > start/calibrate.Day+cut {
			if r.Probability[0] != was.Probability[0] {
				changed++
			}
			continue
		}
		if r.Touched != was.Touched {
			happened++
		}
		same++
		was.Touched = r.Touched
		require.Equal(t, was, r)
	}
	require.Greater(t, same, 100)
	require.Greater(t, changed, 100, "later forecasts do see it")
	require.Positive(t, happened, "and it did change what happened")
}

func TestRun_Workers(t *testing.T) {
	sources := []backtest.Source{source("A", walk(1, 130)), source("B", walk(2, 125)), source("C", walk(3, 130))}
	o := options(130)
	o.Models = o.Models[:5]
	var want *backtest.Result
	for _, workers := range []int{1, 2, 7} {
		o.Workers = workers
		var seen []int
		o.Progress = func(done, total int) {
			require.Equal(t, 3, total)
			seen = append(seen, done)
		}
		got, err := backtest.Run(context.Background(), sources, o)
		require.NoError(t, err)
		require.Equal(t, []int{1, 2, 3}, seen)
		got.Options = backtest.Options{}
		if want == nil {
			want = got
		}
		require.Equal(t, want, got)
	}
}

// Prices that follow the model itself: Brownian motion. What Brownian motion says then
// happens, in every bin within the interval widened to 4 errors.
func TestRun_Calibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates forty assets")
	}
	var sources []backtest.Source
	for i := range 40 {
		g := rand.New(rand.NewPCG(uint64(i), 9))
		r := make([]float64, 24*700)
		for h := range r {
			r[h] = 0.006 * g.NormFloat64()
		}
		s := hours(fmt.Sprintf("A%d", i), r)
		for k := range s.Bars { // the highs and lows of the bridges of the hours
			b := &s.Bars[k]
			x, y := math.Log(b.Open), math.Log(b.Close)
			up := math.Sqrt((y-x)*(y-x) - 2*0.006*0.006*math.Log(g.Float64()))
			down := math.Sqrt((y-x)*(y-x) - 2*0.006*0.006*math.Log(g.Float64()))
			b.High, b.Low = math.Exp((x+y+up)/2), math.Exp((x+y-down)/2)
		}
		sources = append(sources, backtest.Source{Prices: s})
	}
	o := options(700)
	o.From = start + 366*calibrate.Day
	o.Every = 7
	o.Models = []backtest.Model{backtest.GBM365()}
	r, err := backtest.Run(context.Background(), sources, o)
	require.NoError(t, err)
	bins := r.Reliability(0)
	require.Greater(t, len(bins), 8)
	for _, b := range bins {
		if b.N < 200 {
			continue
		}
		half := math.Max((b.High-b.Low)/2*2, 4*math.Sqrt(b.Said*(1-b.Said)/float64(b.N)))
		require.InDelta(t, b.Said, b.Happened, half, "%+v", b)
	}
}

// By hand: the price at the start of the second day is 100. Spot falls to 80 in its first
// hour, but the mark knows that hour and says 95; in the third hour only the last
// price of a contract on 1000 coins is known beside spot, and says 104; then spot says 90.
func TestTrack_Touches(t *testing.T) {
	flat := func(asset string, scale float64, skip map[int]bool, change map[int][2]float64) calibrate.Series {
		s := calibrate.Series{Asset: asset, Interval: calibrate.Hour, Ranges: true}
		for h := range 72 {
			if skip[h] {
				continue
			}
			b := calibrate.Bar{Time: start + int64(h)*calibrate.Hour, Open: 100 * scale, High: 100 * scale, Low: 100 * scale, Close: 100 * scale}
			if c, ok := change[h]; ok {
				b.Low, b.High = c[0]*scale, c[1]*scale
			}
			s.Bars = append(s.Bars, b)
		}
		return s
	}
	gone := map[int]bool{}
	for h := 26; h < 72; h++ {
		gone[h] = true
	}
	late := map[int]bool{}
	for h := 27; h < 72; h++ {
		late[h] = true
	}
	spot := flat("A", 1, nil, map[int][2]float64{24: {80, 130}, 26: {70, 120}, 30: {90, 101}})
	mark := flat("A", 1, gone, map[int][2]float64{24: {95, 102}})
	last := flat("A", 1000, late, map[int][2]float64{24: {60, 160}, 26: {99, 104}})
	s := backtest.Source{Prices: spot, Touches: []calibrate.Series{mark, last, spot}}
	low, high, known, err := backtest.Extreme(s, 1, 24)
	require.NoError(t, err)
	require.True(t, known)
	require.InDelta(t, math.Log(0.9), low, 1e-12)
	require.InDelta(t, math.Log(1.04), high, 1e-12)
	// The first day has no price before it; the horizon of the third is not over.
	_, _, known, err = backtest.Extreme(s, 0, 24)
	require.NoError(t, err)
	require.False(t, known)
	_, _, known, err = backtest.Extreme(s, 2, 48)
	require.NoError(t, err)
	require.False(t, known)
	// Two hours of a day missing are more than a twentieth.
	s = backtest.Source{Prices: flat("A", 1, map[int]bool{30: true, 31: true}, nil)}
	_, _, known, err = backtest.Extreme(s, 1, 24)
	require.NoError(t, err)
	require.False(t, known)
}

// At the start of day 5 the horizons of two days that began on days 1, 2 and 3 are over, that
// of day 4 is not, and that of day 0 has no price before it. The price falls by a tenth on day 3 only.
func TestHistory_Touches(t *testing.T) {
	r := make([]float64, 24*6)
	r[24*3+5] = math.Log(0.9)
	count, err := backtest.Touches(source("A", r), 48)
	require.NoError(t, err)
	touched, of := count(5, 365, math.Log(0.95))
	require.Equal(t, [2]float64{2, 3}, [2]float64{touched, of})
	touched, of = count(5, 3, math.Log(0.95))
	require.Equal(t, [2]float64{2, 2}, [2]float64{touched, of}, "the last 3 days: began on 2 and 3")
}

// A day with the return ln 2 in one of its hours, and a gap whose return comes after it.
func TestTrack_Days(t *testing.T) {
	r := make([]float64, 24*3)
	r[30], r[50], r[51] = math.Ln2, 0.3, 0.4
	s := source("A", r)
	s.Prices.Bars = append(s.Prices.Bars[:50], s.Prices.Bars[51:]...)
	days, err := backtest.DaysOf(s)
	require.NoError(t, err)
	require.InDelta(t, math.Ln2, days[1].Return, 1e-12)
	require.InDelta(t, math.Ln2*math.Ln2, days[1].Realised, 1e-12)
	require.InDelta(t, 0.7*0.7, days[2].Realised, 1e-12)
	require.InDelta(t, 0.7, days[2].Return, 1e-12)
	require.InDelta(t, math.Ln2+0.001, days[1].High, 1e-12)
	require.InDelta(t, -0.001, days[1].Low, 1e-12)
}

func TestRun_Refuses(t *testing.T) {
	good := options(120)
	good.Models = good.Models[:1]
	for _, tt := range []struct {
		name string
		edit func(o *backtest.Options)
		want string
	}{
		{"no models", func(o *backtest.Options) { o.Models = nil }, "no models"},
		{"half a day", func(o *backtest.Options) { o.Hours = []int{12} }, "whole days"},
		{"a barrier of zero", func(o *backtest.Options) { o.Barriers = []float64{0} }, "other than 0"},
		{"never", func(o *backtest.Options) { o.Every = 0 }, "1 or more"},
		{"no history", func(o *backtest.Options) { o.To = start + 10*calibrate.Day }, "no forecast"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := good
			tt.edit(&o)
			_, err := backtest.Run(context.Background(), []backtest.Source{source("A", walk(1, 120))}, o)
			require.ErrorContains(t, err, tt.want)
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := backtest.Run(ctx, []backtest.Source{source("A", walk(1, 120))}, good)
	require.ErrorIs(t, err, context.Canceled)
}

func TestYear(t *testing.T) {
	for day := 10957; day < 40000; day++ { // from 2000 on
		require.Equal(t, time.Unix(int64(day)*86400, 0).UTC().Year(), backtest.Year(day))
	}
}

// The study's own reliability table and ranking, from its text, on the collection it was made
// from. Its log scores are of a reference that it does not define, so they are compared
// in docs/VALIDATION.md only.
func TestRun_Study(t *testing.T) {
	dir := sharedData(t)
	sources, err := backtest.Collection(dir)
	require.NoError(t, err)
	o := backtest.DefaultOptions()
	o.From, o.To, o.Workers = 1609459200, 1735689600, 2 // 2021 to 2024
	o.Models = []backtest.Model{backtest.Mixture("default", "", backtest.StudyRecipe()), backtest.MixtureMartingale("martingale", "", backtest.StudyRecipe()),
		backtest.Mixture("daily", "", backtest.StudyDailyRecipe()), backtest.GBM365(), backtest.Raw(), backtest.GBMEWMA()}
	r, err := backtest.Run(context.Background(), sources, o)
	require.NoError(t, err)
	want := map[float64][2]float64{ // by the lower edge of the bin: said, happened, in %, and how far rounding lets them be
		0.005: {0.73, 0.68}, 0.01: {1.5, 1.5}, 0.02: {3.4, 3.1}, 0.05: {7.4, 7.0}, 0.1: {12.4, 11.6}, 0.15: {17.5, 17.6}, 0.2: {24.9, 26.1}, 0.3: {39.3, 40.7},
	}
	for _, b := range r.Reliability(0) {
		if w, ok := want[b.From]; ok {
			require.InDelta(t, w[0], 100*b.Said, 0.1, "%+v", b)
			require.InDelta(t, w[1], 100*b.Happened, 0.2, "%+v", b)
		}
	}
	scores := r.Scores()
	for i := 1; i < len(scores); i++ {
		require.Greater(t, scores[i].Log, scores[i-1].Log, "%s after %s", scores[i].Model, scores[i-1].Model)
	}
}

// The shared collection counts the touches of spot prices itself, from every day of 2020 to
// 2024, by a program of its own: the starts and the frequencies agree to its four digits.
func TestExtremes_Shared(t *testing.T) {
	dir := sharedData(t)
	text, err := os.ReadFile(filepath.Join(dir, "calibration.json"))
	require.NoError(t, err)
	var want struct {
		Frequency map[string]map[string]struct {
			Starts   int `json:"n_starts"`
			Down, Up map[string]float64
		} `json:"barrier_hit_frequency_2020_2024"`
	}
	require.NoError(t, json.Unmarshal(text, &want))
	sources, err := backtest.Collection(dir)
	require.NoError(t, err)
	for _, s := range sources {
		s.Touches = nil
		for horizon, days := range map[string]int{"1d": 1, "7d": 7, "30d": 30} {
			w := want.Frequency[s.Prices.Asset][horizon]
			count, err := backtest.Touches(s, 24*days)
			require.NoError(t, err)
			check := func(name string, frequency, sign float64) {
				percent, err := strconv.Atoi(strings.TrimSuffix(name, "%"))
				require.NoError(t, err)
				touched, of := count(-1, 1e6, math.Log1p(sign*float64(percent)/100))
				rounding := 6e-5
				if s.Prices.Asset == "MKR" { // its prices end within a day: one start more or less
					require.InDelta(t, w.Starts, of, 1)
					rounding += 1 / of
				} else {
					require.EqualValues(t, w.Starts, of, "%s %s", s.Prices.Asset, horizon)
				}
				require.InDelta(t, frequency, touched/of, rounding, "%s %s %s", s.Prices.Asset, horizon, name)
			}
			for name, f := range w.Down {
				check(name, f, -1)
			}
			for name, f := range w.Up {
				check(name, f, 1)
			}
		}
	}
}

// sharedData returns the folder of real prices, or skips.
func sharedData(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("reads four years of fifteen coins")
	}
	root, set := os.LookupEnv("PLIMSOLL_SHARED")
	if !set {
		root = "../../../shared"
	}
	dir := filepath.Join(root, "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared collection of prices is not beside the repository")
	}
	return dir
}

// What a model that learnt ten days ago says today it said then.
func TestStale(t *testing.T) {
	o := options(160)
	o.Every = 1
	o.Models = []backtest.Model{backtest.Mixture("m", "", backtest.StudyRecipe()), backtest.Raw()}
	for _, m := range o.Models[:2] {
		o.Models = append(o.Models, backtest.Stale(m, 10))
	}
	r, err := backtest.Run(context.Background(), []backtest.Source{source("A", walk(4, 160))}, o)
	require.NoError(t, err)
	type key struct{ day, hours, barrier int }
	fresh := map[key][]float32{}
	for _, x := range r.Records {
		fresh[key{x.Day, x.Hours, x.Barrier}] = x.Probability[:2]
	}
	compared := 0
	for _, x := range r.Records {
		if then, ok := fresh[key{x.Day - 10, x.Hours, x.Barrier}]; ok {
			require.Equal(t, then, x.Probability[2:])
			compared++
		}
	}
	require.Greater(t, compared, 100)
}

// Days of the same prices: the same touches, and the same forecasts by the models that need
// no hours. A model that needs them is refused.
func TestRun_Daily(t *testing.T) {
	hourly := hours("A", walk(5, 400))
	daily := hourly.Daily()
	o := options(400)
	o.Every = 5
	o.Models = []backtest.Model{backtest.GBM365(), backtest.GBMEWMA(), backtest.Raw(), backtest.Mixture("daily", "", backtest.StudyDailyRecipe())}
	want, err := backtest.Run(context.Background(), []backtest.Source{{Prices: hourly}}, o)
	require.NoError(t, err)
	got, err := backtest.Run(context.Background(), []backtest.Source{{Prices: daily}}, o)
	require.NoError(t, err)
	require.Greater(t, len(got.Records), 1000)
	require.Equal(t, want.Records, got.Records)
	o.Models = backtest.Models(o.Hours, calibrate.Day)
	got, err = backtest.Run(context.Background(), []backtest.Source{{Prices: daily}}, o)
	require.NoError(t, err)
	require.Greater(t, len(got.Records), 1000)
	o.Models = backtest.Models(o.Hours, calibrate.Hour)
	_, err = backtest.Run(context.Background(), []backtest.Source{{Prices: daily}}, o)
	require.EqualError(t, err, "A has prices every 24 hours: model vol-mixture needs them every 1")
}
