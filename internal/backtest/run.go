package backtest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Options say what is forecast, and when.
type Options struct {
	From, To int64     // forecasts begin at From or later and before To, in seconds since 1970
	Every    int       // days between forecasts
	Hours    []int     // horizons, whole days
	Barriers []float64 // as fractions of the price: -0.1 for a fall by a tenth
	Models   []Model
	Workers  int
	Progress func(done, total int) // called after each asset, one call at a time; nil for none
}

// DefaultOptions are those of the study behind the default model: every second day,
// horizons of 1, 7 and 30 days, barriers of 5, 10, 20 and 30 % on either side.
func DefaultOptions() Options {
	return Options{Every: 2, Hours: []int{24, 168, 720}, Barriers: []float64{-0.05, -0.1, -0.2, -0.3, 0.05, 0.1, 0.2, 0.3}}
}

// A Record is one forecast by all models, and what happened.
type Record struct {
	Asset       int // its place among the sources
	Day         int // since 1970
	Hours       int // its place among the options' horizons
	Barrier     int // its place among the options' barriers
	Touched     bool
	Reference   float64   // probability by which forecasts are chosen for the core score
	Raw         float64   // of Raw, which Brier's skill is measured against
	Probability []float32 // by model; as small as a table of a million needs
}

// A Result is every forecast of a run, by asset, then day.
type Result struct {
	Options Options
	Assets  []string
	Days    int // asset-days with forecasts
	Records []Record
}

// Run makes every forecast and looks what happened. Assets are shared among
// workers; the result does not depend on how many. A forecast is left out where
// the horizon is not over or lacks more than a twentieth of its hours, and where any
// model has too short a history for it.
func Run(ctx context.Context, sources []Source, o Options) (*Result, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	for _, s := range sources {
		for _, m := range o.Models {
			if m.Interval > 0 && s.Prices.Interval > m.Interval {
				return nil, fmt.Errorf("%s has prices every %d hours: model %s needs them every %d", s.Prices.Asset, s.Prices.Interval/calibrate.Hour, m.Name, m.Interval/calibrate.Hour)
			}
		}
	}
	result := &Result{Options: o}
	parts := make([][]Record, len(sources))
	errs := make([]error, len(sources))
	for _, s := range sources {
		result.Assets = append(result.Assets, s.Prices.Asset)
	}
	var wait sync.WaitGroup
	var lock sync.Mutex
	done := 0
	next := make(chan int)
	for range max(1, o.Workers) {
		wait.Go(func() {
			for i := range next {
				parts[i], errs[i] = forecast(ctx, i, sources[i], o)
				lock.Lock()
				if done++; o.Progress != nil {
					o.Progress(done, len(sources))
				}
				lock.Unlock()
			}
		})
	}
	for i := range sources {
		next <- i
	}
	close(next)
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, part := range parts {
		last := -1
		for _, r := range part {
			if r.Day != last {
				result.Days, last = result.Days+1, r.Day
			}
		}
		result.Records = append(result.Records, part...)
	}
	if len(result.Records) == 0 {
		return nil, fmt.Errorf("no forecast: %d days of history before each are needed, and its horizon after it", fewest)
	}
	return result, nil
}

func (o Options) check() error {
	switch {
	case len(o.Models) == 0:
		return errors.New("no models")
	case len(o.Hours) == 0 || slices.ContainsFunc(o.Hours, func(h int) bool { return h <= 0 || h%24 != 0 || h > 24*year }):
		return fmt.Errorf("horizons of %v hours, want whole days, 365 at most", o.Hours)
	case len(o.Barriers) == 0 || slices.ContainsFunc(o.Barriers, func(b float64) bool { return !(b > -1) || b == 0 || b > 10 }):
		return fmt.Errorf("barriers of %v, want fractions above -1 other than 0", o.Barriers)
	case o.Every < 1:
		return fmt.Errorf("forecasts every %d days, want 1 or more", o.Every)
	}
	return nil
}

// forecast makes the forecasts of one asset.
func forecast(ctx context.Context, asset int, s Source, o Options) ([]Record, error) {
	t, err := newTrack(s, o.Hours)
	if err != nil {
		return nil, err
	}
	var fits []func(*History) Forecast
	for _, m := range o.Models {
		fits = append(fits, m.New())
	}
	reference, raw := GBM365().New(), Raw().New()
	other := GBMEWMA().New()
	logs := make([]float64, len(o.Barriers))
	for i, b := range o.Barriers {
		logs[i] = math.Log1p(b)
	}
	var records []Record
	for d := fewest; d < len(t.days); d++ {
		at := t.first + int64(d)*86400
		if at < o.From || at >= o.To || (at-o.From)/86400%int64(o.Every) != 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		h := t.history(d)
		forecasts := make([]Forecast, len(fits))
		ready := true
		for i, fit := range fits {
			forecasts[i] = fit(h)
			ready = ready && forecasts[i] != nil
		}
		a, b, c := reference(h), other(h), raw(h)
		if !ready || a == nil || b == nil || c == nil {
			continue
		}
		for i, hours := range o.Hours {
			e := t.extremes[hours][d]
			if !e.known() {
				continue
			}
			for j, barrier := range logs {
				r := Record{Asset: asset, Day: int(at / 86400), Hours: i, Barrier: j, Touched: e.touched(barrier),
					Reference: (a(hours, barrier) + b(hours, barrier)) / 2, Raw: c(hours, barrier)}
				for k, f := range forecasts {
					p := f(hours, barrier)
					if math.IsNaN(p) {
						return nil, fmt.Errorf("model %s has no forecast for %s", o.Models[k].Name, s.Prices.Asset)
					}
					r.Probability = append(r.Probability, float32(p))
				}
				records = append(records, r)
			}
		}
	}
	return records, nil
}
