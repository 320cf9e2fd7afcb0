package calibration

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// What an asset's prices may lack at the time of the market: a week-end, not a delisting.
const staleDays = 3

// A run is one calibration.
type run struct {
	Options
	end    int64 // of the prices
	from   int64 // of the window
	names  []string
	series []calibrate.Series
}

// Run calibrates the prices of assets that differ, at least one. Its errors are
// margin.Errors, whose paths are names of files, or PRICES.
func Run(prices []Prices, o Options) (*wire.Calibration, error) {
	k := run{Options: o}
	for _, p := range prices {
		k.names, k.series = append(k.names, p.File), append(k.series, p.Series)
	}
	if err := k.cut(); err != nil {
		return nil, err
	}
	return k.document()
}

// cut ends every series at the time of the market, and refuses stale ones.
func (k *run) cut() error {
	for _, s := range k.series {
		k.end = max(k.end, s.End())
	}
	if k.AsOf > 0 {
		k.end = min(k.end, k.AsOf)
	}
	var wrong margin.Errors
	for i, s := range k.series {
		cut := s.Window(0, k.end)
		if len(cut.Bars) < 3 || k.end-cut.End() > staleDays*calibrate.Day {
			end := calibrate.FormatTime(k.end)
			got, want := fmt.Sprintf("%d prices up to %s", len(cut.Bars), end), "at least 3, or a later time of the market"
			if len(cut.Bars) >= 3 {
				got, want = "prices that end at "+calibrate.FormatTime(cut.End()), fmt.Sprintf("prices up to %s, or an earlier time of the market", end)
			}
			wrong = append(wrong, margin.FieldError{Path: k.names[i], Got: got, Want: want})
			continue
		}
		k.series[i] = cut
	}
	k.from = k.end - int64(k.WindowDays)*calibrate.Day
	return wrong.Err()
}

// windowed returns the series within the window, with the last price before it: the
// first return begins there.
func (k *run) windowed() []calibrate.Series {
	list := make([]calibrate.Series, len(k.series))
	for i, s := range k.series {
		list[i] = s.Window(k.from-s.Interval, k.end)
	}
	return list
}

// document makes the answer.
func (k *run) document() (*wire.Calibration, error) {
	d := &wire.Calibration{
		Market: wire.Market{AsOf: calibrate.FormatTime(k.end), Prices: map[string]wire.Decimal{}, Volatility: map[string]float64{},
			VolatilityStdErr: map[string]float64{}, Model: &wire.Model{Kind: k.Model}},
		Diagnostics: wire.Diagnostics{Window: wire.Window{From: calibrate.FormatTime(k.from), To: calibrate.FormatTime(k.end)},
			Volatility: k.Volatility.String(), Warnings: []string{}},
	}
	list := k.windowed()
	var wrong margin.Errors
	for i, s := range list {
		price, err := lastClose(k.series[i])
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.names[i], Got: k.series[i].Last, Want: "a last close that is a decimal"})
			continue
		}
		v, err := calibrate.Volatility(s, k.Volatility)
		if err != nil {
			wrong = append(wrong, margin.FieldError{Path: k.names[i], Got: err.Error(), Want: "prices for volatility " + k.Volatility.String()})
			continue
		}
		d.Market.Prices[s.Asset] = price
		d.Market.Volatility[s.Asset] = Digits(v.Value)
		if v.StdErr > 0 {
			d.Market.VolatilityStdErr[s.Asset] = Digits(v.StdErr)
		}
		d.Diagnostics.Assets = append(d.Diagnostics.Assets, k.asset(i, s))
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	if len(list) > 1 {
		if err := k.correlate(d, list); err != nil {
			return nil, err
		}
	}
	days := k.historyDays()
	if k.Model == VolMixture || days > 0 {
		if err := k.term(d); err != nil {
			return nil, err
		}
	}
	if days > 0 {
		if err := k.history(d, days); err != nil {
			return nil, err
		}
	}
	if err := k.tails(d, list); err != nil {
		return nil, err
	}
	k.warn(d, list)
	return d, nil
}

// warn says what a user should know.
func (k *run) warn(d *wire.Calibration, list []calibrate.Series) {
	add := func(format string, args ...any) {
		d.Diagnostics.Warnings = append(d.Diagnostics.Warnings, fmt.Sprintf(format, args...))
	}
	for i, s := range list {
		if first := s.Bars[0].Time; first > k.from+calibrate.Day {
			add("%s has prices from %s only: its figures are of a shorter window.", s.Asset, calibrate.FormatTime(first)[:10])
		}
		if gaps := d.Diagnostics.Assets[i].Gaps; gaps > 0 {
			add("%s lacks days: %d returns across the gaps were left out of the daily figures.", s.Asset, gaps)
		}
		if k.end-s.End() > 0 {
			add("The last price of %s is of %s.", s.Asset, calibrate.FormatTime(s.End()))
		}
	}
}
