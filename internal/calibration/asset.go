package calibration

import (
	"math"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// asset fits one asset on its own.
func (k *run) asset(i int, s calibrate.Series) wire.AssetDiagnostics {
	daily := s.Daily()
	returns, gaps := daily.Returns()
	x := calibrate.Logs(returns)
	a := wire.AssetDiagnostics{Asset: s.Asset, File: k.names[i], From: calibrate.FormatTime(s.Bars[0].Time), To: calibrate.FormatTime(s.End()),
		IntervalHours: float64(s.Interval) / calibrate.Hour,
		Returns:       len(x), Gaps: gaps, Volatility: map[string]wire.Figure{}}
	a.Skewness, a.ExcessKurtosis, a.WorstReturn = moments(x)
	for _, kind := range calibrate.VolatilityKinds() {
		if v, err := calibrate.Volatility(s, kind); err == nil {
			a.Volatility[kind.String()] = figure(v)
		}
	}
	if !k.Fits {
		return a
	}
	perYear := float64(calibrate.Year) / float64(daily.Interval)
	if f, err := calibrate.FitStudent(x); err == nil {
		a.StudentT = &wire.StudentFit{DegreesOfFreedom: figure(f.DoF), Location: figure(f.Location), Scale: figure(f.Scale), LogLikelihood: Digits(f.LogLikelihood)}
	}
	if f, err := calibrate.FitMerton(x, perYear); err == nil {
		a.Merton = &wire.MertonFit{JumpsPerYear: figure(f.JumpsPerYear), JumpMean: figure(f.JumpMean), JumpVolatility: figure(f.JumpVolatility),
			Volatility: figure(f.Volatility), LogDrift: figure(f.LogDrift), LogLikelihood: Digits(f.LogLikelihood), Edge: orEmpty(f.Edge)}
	}
	a.GARCH, a.GARCHT = garchFit(x, calibrate.Normal, perYear), garchFit(x, calibrate.StudentT, perYear)
	return a
}

func garchFit(x []float64, innovation calibrate.Innovation, perYear float64) *wire.GARCHFit {
	f, err := calibrate.FitGARCH(x, innovation)
	if err != nil {
		return nil
	}
	g := &wire.GARCHFit{Mean: figure(f.Mean), Omega: figure(f.Omega), Alpha: figure(f.Alpha), Beta: figure(f.Beta),
		Volatility: Digits(math.Sqrt(f.Next * perYear)), LogLikelihood: Digits(f.LogLikelihood), Edge: orEmpty(f.Edge)}
	if innovation == calibrate.StudentT {
		dof := figure(f.DoF)
		g.DegreesOfFreedom = &dof
	}
	return g
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// moments returns the skewness, the excess kurtosis and the least of x; 0 where it does not vary.
func moments(x []float64) (skewness, excess, least float64) {
	n := float64(len(x))
	var mean, m2, m3, m4 float64
	for _, v := range x {
		mean += v / n
		least = math.Min(least, v)
	}
	for _, v := range x {
		d := v - mean
		m2, m3, m4 = m2+d*d/n, m3+d*d*d/n, m4+d*d*d*d/n
	}
	if m2 == 0 {
		return 0, 0, Digits(least)
	}
	return Digits(m3 / (m2 * math.Sqrt(m2))), Digits(m4/(m2*m2) - 3), Digits(least)
}
