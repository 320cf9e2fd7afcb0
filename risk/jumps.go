package risk

import (
	"fmt"
	"math"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

// Jumps are Merton's common ones: so many a year, at which the log price of every asset that moves jumps by a normal amount, all with the correlation of the market.
type Jumps struct{ PerYear, Mean, Volatility float64 }

// An AssetModel is what differs for one asset. Nil and 0 are what the model says of all.
type AssetModel struct {
	// Of Merton: its amount at a common jump, and jumps of its own.
	JumpMean, JumpVolatility *float64
	Own                      Jumps
	// Of GARCH: its volatility in the long run, and how its variance goes on from day to day.
	LongVolatility, Alpha, Beta *float64
	// Of Regimes: its volatility under stress over that when it is calm.
	StressMultiplier *float64
}

// Bounds of jumps: a year, and of the mean and the volatility of a log jump.
const (
	maxJumps    = 10000
	maxJumpMean = 2
)

func (j Jumps) validate(f *faults, at func(string) string, names [3]string) {
	f.number(at(names[0]), j.PerYear, 0, maxJumps, true)
	f.number(at(names[1]), j.Mean, -maxJumpMean, maxJumpMean, true)
	f.number(at(names[2]), j.Volatility, 0, maxJumpMean, true)
}

func (m Model) validateJumps(f *faults) {
	if m.Kind != Merton {
		if m.Jumps != (Jumps{}) {
			f.add("market.model.jumpsPerYear", show(m.Jumps.PerYear), "nothing: it is no part of this model")
		}
		return
	}
	m.Jumps.validate(f, func(name string) string { return "market.model." + name }, [3]string{"jumpsPerYear", "jumpMean", "jumpVolatility"})
	for _, asset := range sortedKeys(m.Assets) {
		at := func(name string) string { return "market.model.assets." + asset + "." + name }
		a := m.Assets[asset]
		a.Own.validate(f, at, [3]string{"ownJumpsPerYear", "ownJumpMean", "ownJumpVolatility"})
		if a.JumpMean != nil {
			f.number(at("jumpMean"), *a.JumpMean, -maxJumpMean, maxJumpMean, true)
		}
		if a.JumpVolatility != nil {
			f.number(at("jumpVolatility"), *a.JumpVolatility, 0, maxJumpMean, true)
		}
	}
}

// assetJumps are the jumps of one asset: common ones, and its own.
type assetJumps struct{ common, own Jumps }

func (j Jumps) moves() bool { return j.PerYear > 0 && (j.Mean != 0 || j.Volatility > 0) }

func (j assetJumps) moves() bool { return j.common.moves() || j.own.moves() }

// moments are the variance of an asset's log price that jumps add by a time, and the drift that they take from it, over that time.
func (j assetJumps) moments(years float64) (variance, drift float64) {
	for _, k := range []Jumps{j.common, j.own} {
		n := float64(k.PerYear * years)
		variance += float64(n * (float64(k.Mean*k.Mean) + float64(k.Volatility*k.Volatility)))
		drift += float64(n * math.Max(math.Abs(k.Mean), math.Abs(montecarlo.Exp(k.Mean+float64(0.5*float64(k.Volatility*k.Volatility)))-1)))
	}
	return variance, drift
}

// reach is how far jumps take an asset's log price by a time, but for one case in 1e20: at twelve deviations of their number, and of their sum.
func (j assetJumps) reach(years float64) (variance, far float64) {
	_, far = j.moments(years)
	for _, k := range []Jumps{j.common, j.own} {
		if !k.moves() {
			continue
		}
		n := float64(k.PerYear * years)
		n += float64(12*math.Sqrt(n)) + 12
		variance += float64(n * float64(k.Volatility*k.Volatility))
		far += float64(n * math.Abs(k.Mean))
	}
	return variance, far
}

// jumps returns the jumps of an asset. At common ones only what moves between jumps jumps, or what the model names.
func (m Market) jumps(asset string) assetJumps {
	if m.Model.Kind != Merton {
		return assetJumps{}
	}
	a, named := m.Model.Assets[asset]
	out := assetJumps{own: a.Own, common: Jumps{PerYear: m.Model.Jumps.PerYear}}
	if m.diffuses(asset) {
		out.common = m.Model.Jumps
	}
	if named && a.JumpMean != nil {
		out.common.Mean = *a.JumpMean
	}
	if named && a.JumpVolatility != nil {
		out.common.Volatility = *a.JumpVolatility
	}
	return out
}

// validateJumps checks what the jumps of the assets in use make of a horizon.
func (m Market) validateJumps(f *faults, assets []string, years float64) {
	if m.Model.Kind != Merton {
		return
	}
	total := float64(m.Model.Jumps.PerYear * years)
	for _, a := range assets {
		j := m.jumps(a)
		total += float64(j.own.PerYear * years)
		variance, drift := j.moments(years)
		path := "market.model"
		if _, named := m.Model.Assets[a]; named {
			path += ".assets." + a
		}
		switch {
		case variance > maxSpread*maxSpread:
			f.add(path, show(math.Sqrt(variance))+" standard deviations of the log price of "+a+" from jumps over the horizon", fmt.Sprintf("at most %d", maxSpread))
		case drift > maxSpread:
			f.add(path, fmt.Sprintf("jumps that move the log price of %s by %.3g on average over the horizon", a, drift), fmt.Sprintf("at most %d", maxSpread))
		}
	}
	if total > montecarlo.MostJumps {
		f.add("market.model.jumpsPerYear", fmt.Sprintf("%.4g jumps over the horizon on average, of all assets in use", total), "at most "+strconv.Itoa(montecarlo.MostJumps))
	}
}

// jumpLaw is Merton's law of these assets, among n; nil where nothing jumps.
func (m Market) jumpLaw(assets []string, n int) montecarlo.Stepped {
	each := make([][]float64, 5)
	for k := range each {
		each[k] = make([]float64, n)
	}
	moves := false
	for i, a := range assets {
		j := m.jumps(a)
		moves = moves || j.moves()
		each[0][i], each[1][i] = j.common.Mean, j.common.Volatility
		each[2][i], each[3][i], each[4][i] = j.own.PerYear, j.own.Mean, j.own.Volatility
	}
	if !moves {
		return nil
	}
	return &montecarlo.Jumps{Rate: m.Model.Jumps.PerYear, Mean: each[0], Deviation: each[1], OwnRate: each[2], OwnMean: each[3], OwnDeviation: each[4]}
}

// jumpLimits are the limits of Merton's model, as sentences.
func (m Market) jumpLimits(assets []string) []string {
	j := m.Model.Jumps
	out := []string{fmt.Sprintf("Prices jump together %s times a year on average, log jumps having the mean %s and the standard deviation %s, and diffuse in between with the volatility given, which does not hold the jumps: one that was measured from returns counts them twice.", show(j.PerYear), show(j.Mean), show(j.Volatility))}
	for _, a := range assets {
		if m.jumps(a).own.moves() {
			out = append(out, "Some assets also jump on their own, as given.")
			break
		}
	}
	return append(out, "Jumps come independently of what has happened: after a fall the next one is as far off as ever.")
}
