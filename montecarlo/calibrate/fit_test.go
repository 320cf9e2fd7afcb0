package calibrate_test

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// garch returns n returns of GARCH(1,1), after 500 that are thrown away, with t
// innovations of variance 1, or normal ones where nu is infinite.
func garch(seed uint64, n int, omega, alpha, beta, nu float64) []float64 {
	g := source(seed)
	h := omega / (1 - alpha - beta)
	var x []float64
	for i := range n + 500 {
		z := g.NormFloat64()
		if !math.IsInf(nu, 1) {
			z = student(g, nu) * math.Sqrt((nu-2)/nu)
		}
		r := math.Sqrt(h) * z
		h = omega + alpha*r*r + beta*h
		if i >= 500 {
			x = append(x, r)
		}
	}
	return x
}

func TestFitGARCH_Recovered(t *testing.T) {
	for _, tt := range []struct {
		innovation calibrate.Innovation
		nu         float64
	}{{calibrate.Normal, math.Inf(1)}, {calibrate.StudentT, 5}} {
		f, err := calibrate.FitGARCH(garch(1, 3000, 0.00004, 0.1, 0.85, tt.nu), tt.innovation)
		require.NoError(t, err)
		require.Empty(t, f.Edge)
		near(t, "mean", 0, f.Mean)
		near(t, "omega", 0.00004, f.Omega)
		near(t, "alpha", 0.1, f.Alpha)
		near(t, "beta", 0.85, f.Beta)
		if tt.innovation == calibrate.StudentT {
			near(t, "dof", 5, f.DoF)
		}
		long, ok := f.Long()
		require.True(t, ok)
		require.InEpsilon(t, 0.0008, long, 0.5)
	}
}

// The same series of Student-t innovations, in percent, fitted by fGarch 4022.89 (R 4.2), which gives
// these digits and Hessian errors; SciPy 1.10 on a likelihood written out in Python agrees to 2e-5.
func TestFitGARCH_Independent(t *testing.T) {
	f, err := calibrate.FitGARCH(garch(1, 3000, 0.00004, 0.1, 0.85, 5), calibrate.StudentT)
	require.NoError(t, err)
	for _, v := range []struct {
		name         string
		got          calibrate.Value
		want, stdErr float64
	}{
		{"mean", f.Mean, 0.006293524673e-2, 0.03780073497e-2},
		{"omega", f.Omega, 0.409106780456e-4, 0.08573477109e-4},
		{"alpha", f.Alpha, 0.113492184060, 0.01692273548},
		{"beta", f.Beta, 0.833562773759, 0.02155420339},
		{"dof", f.DoF, 4.641979174961, 0.39685889823},
	} {
		require.InDelta(t, v.want, v.got.Value, 2e-3*v.stdErr, v.name)
		require.InEpsilon(t, v.stdErr, v.got.StdErr, 0.01, v.name)
	}
}

// The benchmark of McCullough and Renfro (J. Econ. Soc. Measurement 25, 1999): the
// estimates of Fiorentini, Calzolari and Panattoni on the returns of Bollerslev and Ghysels
// (1996), and their standard errors from the Hessian. The series is not ours; it comes with the R
// package fGarch: write(dem2gbp[,1], FILE, 1), and DEM2GBP names FILE.
func TestFitGARCH_Benchmark(t *testing.T) {
	name := os.Getenv("DEM2GBP")
	if name == "" {
		t.Skip("DEM2GBP does not name the file of the Deutschmark-pound returns")
	}
	file, err := os.Open(name)
	require.NoError(t, err)
	defer file.Close()
	var x []float64
	for lines := bufio.NewScanner(file); lines.Scan(); {
		v, err := strconv.ParseFloat(lines.Text(), 64)
		require.NoError(t, err)
		x = append(x, v)
	}
	require.Len(t, x, 1974)
	f, err := calibrate.FitGARCH(x, calibrate.Normal)
	require.NoError(t, err)
	for _, v := range []struct {
		got          calibrate.Value
		want, stdErr float64
	}{
		{f.Mean, -0.00619041, 0.00846212}, {f.Omega, 0.0107613, 0.00285271},
		{f.Alpha, 0.153134, 0.0265228}, {f.Beta, 0.805974, 0.0335527},
	} {
		require.InEpsilon(t, v.want, v.got.Value, 2e-5)
		require.InEpsilon(t, v.stdErr, v.got.StdErr, 1e-4)
	}
	require.InDelta(t, -1106.607863, f.LogLikelihood, 1e-4)
}

func TestFitStudent_Recovered(t *testing.T) {
	g := source(6)
	x := make([]float64, 4000)
	for i := range x {
		x[i] = 0.001 + 0.02*student(g, 3)
	}
	f, err := calibrate.FitStudent(x)
	require.NoError(t, err)
	near(t, "dof", 3, f.DoF)
	near(t, "location", 0.001, f.Location)
	near(t, "scale", 0.02, f.Scale)
}

// Normal returns have no degrees of freedom to speak of: many, and no error where the
// likelihood is flat.
func TestFitStudent_Normal(t *testing.T) {
	x := make([]float64, 500)
	for i := range x { // quantiles of a uniform law: tails thinner than any t's
		x[i] = float64(i) / 500
	}
	f, err := calibrate.FitStudent(x)
	require.NoError(t, err)
	require.Greater(t, f.DoF.Value, 190.)
	require.Zero(t, f.DoF.StdErr)
	require.Equal(t, []string{"degreesOfFreedom"}, f.Edge)
}

func TestFitJointStudent_Recovered(t *testing.T) {
	f, err := calibrate.FitJointStudent(assets(joint(7, 5, 1500, 0.5, 3.5)))
	require.NoError(t, err)
	near(t, "dof", 3.5, f.DoF)
	require.Equal(t, 1500, f.Returns)
}

func TestFitJointStudent_Singular(t *testing.T) {
	x := joint(7, 2, 100, 0.5, 3.5)
	_, err := calibrate.FitJointStudent(assets([][]float64{x[0], x[1], x[0]}))
	require.ErrorContains(t, err, "combinations")
	_, err = calibrate.FitJointStudent(assets(joint(7, 2, 10, 0.5, 3.5)))
	require.ErrorContains(t, err, "10 days")
}

func TestFitMerton_Recovered(t *testing.T) {
	g := source(8)
	const dt = 1. / 365
	x := make([]float64, 4000)
	for i := range x {
		x[i] = 0.3*dt + 0.4*math.Sqrt(dt)*g.NormFloat64()
		for at := g.ExpFloat64() / 30; at < dt; at += g.ExpFloat64() / 30 { // 30 jumps a year
			x[i] += -0.02 + 0.08*g.NormFloat64()
		}
	}
	f, err := calibrate.FitMerton(x, 365)
	require.NoError(t, err)
	near(t, "jumps a year", 30, f.JumpsPerYear)
	near(t, "jump mean", -0.02, f.JumpMean)
	near(t, "jump volatility", 0.08, f.JumpVolatility)
	near(t, "volatility", 0.4, f.Volatility)
	near(t, "log drift", 0.3, f.LogDrift)
	require.InEpsilon(t, math.Sqrt(0.16+30*(0.0004+0.0064)), f.TotalVolatility(), 0.1)
}

func TestFits_Refuse(t *testing.T) {
	for name, x := range map[string][]float64{"few": make([]float64, 19), "constant": make([]float64, 50)} {
		_, err := calibrate.FitStudent(x)
		require.Error(t, err, name)
		_, err = calibrate.FitMerton(x, 365)
		require.Error(t, err, name)
		_, err = calibrate.FitGARCH(x, calibrate.Normal)
		require.Error(t, err, name)
	}
}

// The shared collection's fits were made with SciPy, on the same files, to 2024-12-31;
// they are rounded to four digits, and its searches end within a few hundredths of a standard error of
// the maximum; ours may not be below them.
func TestFits_Shared(t *testing.T) {
	if testing.Short() {
		t.Skip("fits five years of fifteen assets")
	}
	text, err := os.ReadFile(filepath.Join(shared(t), "calibration.json"))
	require.NoError(t, err)
	var want struct {
		Train map[string]struct {
			Returns int     `json:"n_returns"`
			Vol     float64 `json:"vol_all"`
			Ewma    float64 `json:"vol_ewma94_end"`
			DoF     float64 `json:"t_dof"`
			Scale   float64 `json:"t_scale_daily"`
			Merton  *struct {
				Lambda float64 `json:"lambda_per_year"`
				Mean   float64 `json:"jump_mean"`
				Sd     float64 `json:"jump_sd"`
				Vol    float64 `json:"diffusive_vol"`
				Log    float64 `json:"loglik"`
				AtCap  bool    `json:"lambda_at_cap"`
				Spike  bool    `json:"jump_sd_at_floor"`
			}
		} `json:"train_to_2024_12_31"`
		Correlation map[string]struct {
			Assets  []string
			N       int
			Pearson [][]float64
			Kendall [][]float64 `json:"kendall_sin"`
			DoF     float64     `json:"mvt_dof"`
		}
	}
	require.NoError(t, json.Unmarshal(text, &want))
	all := map[string]calibrate.Series{}
	for asset, w := range want.Train {
		s := prices(t, asset, "daily/"+asset+".csv").Window(0, 1735689600) // 2025-01-01
		all[asset] = s
		returns, _ := s.Returns()
		x := calibrate.Logs(returns)
		if w.Merton == nil || len(x) != w.Returns {
			continue // a stablecoin, or a series of which the collection left out days
		}
		v, err := calibrate.Volatility(s, calibrate.CloseToClose)
		require.NoError(t, err)
		require.InEpsilon(t, w.Vol, v.Value, 1e-3, asset)
		v, err = calibrate.Volatility(s, calibrate.EWMA)
		require.NoError(t, err)
		require.InEpsilon(t, w.Ewma, v.Value, 1e-3, asset)
		f, err := calibrate.FitStudent(x)
		require.NoError(t, err)
		require.InDelta(t, w.DoF, f.DoF.Value, 0.05*f.DoF.StdErr, asset)
		require.InDelta(t, w.Scale, f.Scale.Value, 0.05*f.Scale.StdErr, asset)
		m, err := calibrate.FitMerton(x, 365)
		require.NoError(t, err)
		if w.Merton.Spike { // a few equal jumps: a narrow maximum of no use, at the edge of what SciPy was allowed
			continue
		}
		require.Greater(t, m.LogLikelihood, w.Merton.Log-0.002, asset)
		if !w.Merton.AtCap && m.LogLikelihood < w.Merton.Log+0.002 { // else ours is the better fit
			require.InDelta(t, w.Merton.Lambda, m.JumpsPerYear.Value, 0.02*m.JumpsPerYear.StdErr, asset)
			require.InDelta(t, w.Merton.Mean, m.JumpMean.Value, 0.02*m.JumpMean.StdErr, asset)
			require.InDelta(t, w.Merton.Sd, m.JumpVolatility.Value, 0.02*m.JumpVolatility.StdErr, asset)
			require.InDelta(t, w.Merton.Vol, m.Volatility.Value, 0.02*m.Volatility.StdErr, asset)
		}
	}
	for _, window := range []string{"majors_train_2020_10_to_2024_12", "all15_train_2024_03_to_2024_12"} {
		w := want.Correlation[window]
		var s []calibrate.Series
		first := int64(0)
		for _, asset := range w.Assets {
			s = append(s, all[asset])
			first = max(first, all[asset].Bars[0].Time)
		}
		for i := range s {
			s[i] = s[i].Window(first, s[i].End())
		}
		pearson, err := calibrate.Correlate(s, calibrate.Pearson)
		require.NoError(t, err)
		kendall, err := calibrate.Correlate(s, calibrate.Kendall)
		require.NoError(t, err)
		for i := range s {
			for j := range s {
				require.InDelta(t, w.Pearson[i][j], pearson.Matrix[i][j], 1e-4)
				require.InDelta(t, w.Kendall[i][j], kendall.Matrix[i][j], 1e-4)
			}
		}
		f, err := calibrate.FitJointStudent(s)
		require.NoError(t, err)
		require.Equal(t, w.N, f.Returns)
		require.InEpsilon(t, w.DoF, f.DoF.Value, 1e-3)
	}
}
