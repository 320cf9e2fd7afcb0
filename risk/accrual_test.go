package risk_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/integrate/quad"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A funded is one position of one A at a price of 1, with this equity, volatility and horizon.
type funded struct {
	name       string
	inverse    bool
	size       float64 // sign of the position
	equity     float64
	volatility float64
	days       float64
	rate       float64 // of 8 hours
}

const fundedMargin = 0.005

func (f funded) simulate(t *testing.T, paths int) *risk.Report {
	name, asset := "A/USDT:USDT", "USDT"
	if f.inverse {
		name, asset = "A/USDT:A", "A"
	}
	p := position(t, name, fmt.Sprint(f.size), "1")
	if f.inverse {
		p.Terms.ContractSize = dec("1")
	}
	a := margin.Account{Currency: "USDT", Pools: []margin.Pool{{Name: "cross", Kind: margin.Cross,
		Balances: []margin.Holding{{Asset: asset, Amount: decimal.NewFromFloat(f.equity)}}, Positions: []margin.Position{p}}}}
	m := risk.Market{Prices: margin.Prices{"A": dec("1")}, Volatility: map[string]float64{"A": f.volatility}}
	if f.rate != 0 {
		m.FundingRates = map[string]risk.FundingRate{name: {Rate: decimal.NewFromFloat(f.rate), IntervalHours: 8}}
	}
	s := week(paths, 11)
	s.HorizonHours = 24 * f.days
	return simulate(t, a, m, s)
}

// exact solves the probability independently. With the accrued funding A_t, which is an integral of the path, the position's value over
// its cash, V, is a Markov process by itself, and so is the distance p = ln of V over its value at liquidation:
//
//	long     (W + 1 cash)/price: cash K = 1 - W;  V = (K + A)/S,  dp = (-sigma^2/2 - rate/V) dt + sigma dB
//	short    V = (K - A)/S, K = 1 + W, A < 0,     dp = (sigma^2/2 + rate/V) dt + sigma dB
//
// and an inverse contract is the other side of a linear one, in its coin, whose price in quote assets is no martingale
// there. The first passage of p to 0 is a Crank-Nicolson solution of its backward equation.
func (f funded) exact() float64 {
	rate := f.rate * 3 * 365
	v2 := f.volatility * f.volatility
	if !f.inverse && f.size > 0 {
		// p = ln((1-m)/V), V = (1-m) e^-p
		return passagePDE(math.Log((1-fundedMargin)/(1-f.equity)), -v2/2, -rate/(1-fundedMargin), 1, f.volatility, f.days/365)
	}
	if !f.inverse {
		// p = ln(V/(1+m))
		return passagePDE(math.Log((1+f.equity)/(1+fundedMargin)), v2/2, rate/(1+fundedMargin), -1, f.volatility, f.days/365)
	}
	if f.size > 0 {
		// Coins: W + 1 - A less (1+m)/S. V = (1 + W - A) S, dV = V sigma dB - rate dt, p = ln(V/(1+m)).
		return passagePDE(math.Log((1+f.equity)/(1+fundedMargin)), -v2/2, -rate/(1+fundedMargin), -1, f.volatility, f.days/365)
	}
	// Coins: (1-m)/S less 1 - W - A, A received. V = (1 - W - A) S, dV = V sigma dB - rate dt, p = ln((1-m)/V).
	return passagePDE(math.Log((1-fundedMargin)/(1-f.equity)), v2/2, rate/(1-fundedMargin), 1, f.volatility, f.days/365)
}

// passagePDE returns the probability that dp = (a + c e^(kp)) dt + sigma dB falls from p0 to 0 by some years: Crank-Nicolson with
// implicit first steps, on times that begin densely. Without c its error is below 4e-5 of the closed form (TestPassagePDE).
func passagePDE(p0, a, c, k, sigma, years float64) float64 {
	n := 4000
	far := p0 + 9*sigma*math.Sqrt(years)
	h := p0 / math.Round(p0/(far/float64(n)))
	n = int(far / h)
	const steps = 2000
	u := make([]float64, n+1)
	u[0] = 1
	lower, middle, upper, right := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	before := 0.0
	for step := 1; step <= steps; step++ {
		now := years * math.Pow(float64(step)/steps, 2)
		dt, theta := now-before, 0.5
		before = now
		if step <= 6 {
			theta = 1
		}
		for i := 1; i < n; i++ {
			diffusion, drift := sigma*sigma/2/h/h, (a+c*math.Exp(k*float64(i)*h))/2/h
			down, up := diffusion-drift, diffusion+drift
			lower[i], middle[i], upper[i] = -theta*dt*down, 1+2*theta*dt*diffusion, -theta*dt*up
			right[i] = u[i] + (1-theta)*dt*(down*u[i-1]-2*diffusion*u[i]+up*u[i+1])
		}
		right[1] -= lower[1]
		for i := 2; i < n; i++ {
			w := lower[i] / middle[i-1]
			middle[i] -= w * upper[i-1]
			right[i] -= w * right[i-1]
		}
		u[n] = 0
		for i := n - 1; i >= 1; i-- {
			u[i] = (right[i] - upper[i]*u[i+1]) / middle[i]
		}
	}
	return u[int(math.Round(p0/h))]
}

func TestPassagePDE(t *testing.T) {
	for _, tt := range []struct{ p0, a, sigma, days float64 }{{0.1, -0.18, 0.6, 7}, {0.1, 0.3, 0.6, 7}, {0.25, -0.18, 0.6, 7}, {0.3, -0.4, 0.9, 30}} {
		want := reference.FirstPassage(-tt.p0, tt.a, tt.sigma, tt.days/365)
		require.InEpsilon(t, want, passagePDE(tt.p0, tt.a, 0, 1, tt.sigma, tt.days/365), 4e-5)
	}
}

// TestFunding compares with the independent solution, in which funding accrues along the path. The weight of the notional now is
// right to first order in the rate. That leaves of what funding changes the error of its fit, .01 of a notional that falls by up to a third, and one
// in proportion to the rate itself: .5 % and a third of the rate until the horizon are allowed. Longs that pay, and shorts that pay a negative rate, are
// liquidated more often.
func TestFunding(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	worst := 0.0
	for _, f := range []funded{
		{"long", false, 1, 0.1, 0.6, 7, 0.0001},
		{"long", false, 1, 0.1, 0.6, 7, 0.001},
		{"long", false, 1, 0.1, 0.6, 7, -0.0001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.0001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.001},
		{"long, quiet", false, 1, 0.1, 0.4, 7, 0.001},
		{"long, a month", false, 1, 0.3, 0.9, 30, 0.001},
		{"short", false, -1, 0.1, 0.6, 7, 0.0001},
		{"short", false, -1, 0.1, 0.6, 7, 0.001},
		{"short", false, -1, 0.1, 0.6, 7, -0.001},
		{"short 5x", false, -1, 0.2, 0.6, 7, 0.001},
		{"inverse long", true, 1, 0.1, 0.6, 7, 0.0001},
		{"inverse long", true, 1, 0.1, 0.6, 7, 0.001},
		{"inverse short", true, -1, 0.1, 0.6, 7, 0.001},
		{"inverse short", true, -1, 0.1, 0.6, 7, -0.001},
	} {
		t.Run(fmt.Sprintf("%s, %v", f.name, f.rate), func(t *testing.T) {
			without := f
			without.rate = 0
			base := without.exact()
			require.InEpsilon(t, without.simulate(t, 4096).Liquidation.Any.Value, base, 4e-5)
			want, r := f.exact(), f.simulate(t, 1<<16)
			got := r.Liquidation.Any
			require.Equal(t, f.rate*f.size > 0, want > base)
			off := (got.Value - want) / (want - base)
			t.Logf("without %.7f, exact %.7f (%+.2f %%), got %.7f +- %.7f: %+.3f %% of the change, %+.4f %% of P, %s", base, want, 100*(want/base-1), got.Value, got.StdErr, 100*off, 100*(got.Value/want-1), got.Method)
			worst = math.Max(worst, math.Abs(off))
			accrued := math.Abs(f.rate) * 3 * f.days
			require.InDelta(t, want, got.Value, 4*got.StdErr+(0.005+accrued/3)*math.Abs(want-base)+4e-5*want)
			require.NotEqual(t, "exact", got.Method)
			require.Contains(t, r.Warnings[1], "Funding accrues at the rates given")
		})
	}
	t.Logf("at most %.2f %% of the change", 100*worst)
}

// TestFunding_Cross compares cross pools with a fine simulation of its own: 64 steps, trapezoids of funding along the path, a
// bridge of the log ratio in every step, pseudo-random, as a difference between with and without funding on the same paths. Its
// own error in steps and that of the weight are a tenth of the change at most.
func TestFunding_Cross(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	for _, tt := range []struct {
		name   string
		second string
		equity float64
		rates  [2]float64
		base   float64 // reference value of a PDE
	}{
		{"two longs", "5000", 1000, [2]float64{0.0005, 0.001}, 0.289480489},
		// The cash of this one is less than ten times its funding: it cannot grow in proportion.
		{"hedged", "-10000", 1000, [2]float64{0.001, -0.0005}, 0.193191772},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := map[bool]string{true: "5000", false: "10000"}[tt.second == "5000"]
			a := account(pool("cross", margin.Cross, fmt.Sprint(tt.equity), position(t, "A/USDT:USDT", first, "1"), position(t, "B/USDT:USDT", tt.second, "1")))
			m := twoAssets(0.8)
			m.FundingRates = map[string]risk.FundingRate{"A/USDT:USDT": {Rate: decimal.NewFromFloat(tt.rates[0]), IntervalHours: 8}, "B/USDT:USDT": {Rate: decimal.NewFromFloat(tt.rates[1]), IntervalHours: 8}}
			got := simulate(t, a, m, week(1<<16, 3)).Liquidation.Any
			sizes := [2]float64{a.Pools[0].Positions[0].Size.InexactFloat64(), a.Pools[0].Positions[1].Size.InexactFloat64()}
			change, stdErr := fundingChange(sizes, tt.equity, tt.rates, 100_000)
			t.Logf("without %.6f, change %.6f +- %.6f, got %.6f (%+.2f %% of the change)", tt.base, change, stdErr, got.Value-tt.base, 100*((got.Value-tt.base)/change-1))
			require.InDelta(t, change, got.Value-tt.base, 4*stdErr+0.03*math.Abs(change))
		})
	}
}

// fundingChange returns what funding adds to the probability of a pool of two assets, volatilities .6 and .8, correlation .8, a week.
func fundingChange(sizes [2]float64, equity float64, rates [2]float64, paths int) (mean, stdErr float64) {
	g := rand.New(rand.NewPCG(5, 6))
	const steps = 64
	years := 7.0 / 365
	dt := years / steps
	sigma := [2]float64{0.6, 0.8}
	cash := equity - sizes[0] - sizes[1]
	// split returns ln(P/N) and its variance rate.
	split := func(s [2]float64, paid float64) (p, v float64) {
		var plus, minus float64
		var load, fall [2]float64
		add := func(x, l0, l1 float64) {
			if x > 0 {
				plus, load[0], load[1] = plus+x, load[0]+x*l0, load[1]+x*l1
			} else {
				minus, fall[0], fall[1] = minus-x, fall[0]-x*l0, fall[1]-x*l1
			}
		}
		add(sizes[0]*s[0]-fundedMargin*math.Abs(sizes[0])*s[0], sigma[0], 0)
		add(sizes[1]*s[1]-fundedMargin*math.Abs(sizes[1])*s[1], 0.8*sigma[1], 0.6*sigma[1])
		add(cash-paid, 0, 0)
		for k := range load {
			d := load[k]/plus - fall[k]/minus
			v += d * d
		}
		return math.Log(plus / minus), v
	}
	var sum, square float64
	for range paths {
		var alive [2]float64 // with and without
		var before, variance [2]float64
		s := [2]float64{1, 1}
		paid := 0.0
		for k := range alive {
			alive[k] = 1
			before[k], variance[k] = split(s, 0)
		}
		for range steps {
			z0, z1 := g.NormFloat64(), g.NormFloat64()
			old := s
			s[0] *= math.Exp(-sigma[0]*sigma[0]/2*dt + sigma[0]*math.Sqrt(dt)*z0)
			s[1] *= math.Exp(-sigma[1]*sigma[1]/2*dt + sigma[1]*math.Sqrt(dt)*(0.8*z0+0.6*z1))
			for a := range sizes {
				paid += rates[a] * 3 * 365 * sizes[a] * dt * (old[a] + s[a]) / 2
			}
			for k, p := range []float64{paid, 0} {
				now, v := split(s, p)
				if now <= 0 || before[k] <= 0 {
					alive[k] = 0
				} else {
					alive[k] *= 1 - math.Exp(-2*before[k]*now/((v+variance[k])/2*dt))
				}
				before[k], variance[k] = now, v
			}
		}
		d := alive[1] - alive[0]
		sum, square = sum+d, square+d*d
	}
	n := float64(paths)
	return sum / n, math.Sqrt((square - sum*sum/n) / n / (n - 1))
}

// The weight is a ratio of two integrals over the law of Brownian motion that is absorbed at a barrier: of its distance from there and of 1,
// each times how much the probability of absorption falls with the distance. The fit is within .01 where it is below 1.
func TestFunding_Weight(t *testing.T) {
	density := func(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
	for _, z := range []float64{0.7, 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6} {
		const times, places = 300, 1000
		var distance, all float64
		for i := range times {
			angle := math.Pi / 2 * (float64(i) + 0.5) / times
			now := math.Pow(math.Sin(angle), 2)
			dt := math.Pi / times * math.Sin(angle) * math.Cos(angle)
			root, left := math.Sqrt(now), math.Sqrt(1-now)
			for j := range places {
				y := (float64(j) + 0.5) * (z + 8) / places
				w := dt * (density((y-z)/root) - density((y+z)/root)) / root * density(y/left) / left
				all += w
				distance += w * y
			}
		}
		require.InDelta(t, distance/all/z, risk.FundingWeight(z), 0.01, "z = %v", z)
	}
	require.Equal(t, 1.0, risk.FundingWeight(0.1))
	require.Equal(t, 1.0, risk.FundingWeight(-1))
}

// Without volatility funding alone decides: the equity of .1 is down to the margin of .005 after .095 of the notional has been
// paid.
func TestFunding_Still(t *testing.T) {
	f := funded{"still", false, 1, 0.1, 0, 30, 0.002} // .18 by the horizon
	r := f.simulate(t, 256)
	require.Equal(t, 1.0, r.Liquidation.Any.Value)
	hours := 0.095 / 0.002 * 8
	for k, h := range r.Liquidation.Pools[0].Survival.Hours {
		if math.Abs(h/hours-1) > 1.0/80 {
			require.Equal(t, h < hours, r.Liquidation.Pools[0].Survival.Probability[k] == 1, "hour %v", h)
		}
	}
	f.rate = 0.001 // .09
	require.Less(t, f.simulate(t, 256).Liquidation.Any.Value, 1e-200)
	f.rate, f.size = -0.002, -1 // a short pays a negative rate
	require.Equal(t, 1.0, f.simulate(t, 256).Liquidation.Any.Value)
	f.rate = 0.002
	require.Less(t, f.simulate(t, 256).Liquidation.Any.Value, 1e-200)
}

// A rate is that of a contract, whatever multiplier its symbol is written with, and of no other; without one that
// matters nothing changes, to the last bit.
func TestFunding_Symbols(t *testing.T) {
	a, m := pepe(t)
	s := week(1024, 1)
	want := simulate(t, a, m, s)
	require.Equal(t, "exact", want.Liquidation.Any.Method)
	m.FundingRates = map[string]risk.FundingRate{"BTC/USDT:USDT": {Rate: dec("0.001"), IntervalHours: 8}, "PEPE/USDT:PEPE": {Rate: dec("0.001"), IntervalHours: 8}, "PEPE/USDT:USDT": {IntervalHours: 8}}
	m.BorrowRates = map[string]float64{"USDT": 0.1}
	require.Equal(t, want, simulate(t, a, m, s))
	var all []*risk.Report
	for _, name := range []string{"PEPE/USDT:USDT", "1000PEPE/USDT:USDT", "kPEPE/USDT:USDT"} {
		m.FundingRates = map[string]risk.FundingRate{name: {Rate: dec("0.001"), IntervalHours: 8}}
		all = append(all, simulate(t, a, m, s))
	}
	require.Greater(t, all[0].Liquidation.Any.Value, want.Liquidation.Any.Value+10*all[0].Liquidation.Any.StdErr)
	require.Equal(t, all[0], all[1])
	require.Equal(t, all[0], all[2])
}

func TestPlan_Accrual(t *testing.T) {
	a, m := pepe(t)
	m.FundingRates = map[string]risk.FundingRate{
		"1000PEPE/USDT:USDT":   {Rate: dec("0.0001"), IntervalHours: 8},
		"kPEPE/USDT:USDT":      {Rate: dec("0.0001"), IntervalHours: 8},
		"BTC":                  {Rate: dec("0.0001"), IntervalHours: 8},
		"ETH/USDT:USDT-251226": {Rate: dec("0.0001"), IntervalHours: 8},
		"SOL/USDT:USDT":        {Rate: dec("-2"), IntervalHours: 0},
		"UNI/USDT:USDT":        {Rate: dec("0.05"), IntervalHours: 1},
	}
	m.BorrowRates = map[string]float64{"1000PEPE": 0.1, "USDC": math.Inf(1), "ETH": 6000}
	errs := faults(t, a, m, week(512, 1))
	var got []string
	for _, e := range errs {
		got = append(got, e.Path)
		require.NotEmpty(t, e.Want)
	}
	require.ElementsMatch(t, []string{
		"market.fundingRates.kPEPE/USDT:USDT", "market.fundingRates.BTC", "market.fundingRates.ETH/USDT:USDT-251226",
		"market.fundingRates.SOL/USDT:USDT.rate", "market.fundingRates.SOL/USDT:USDT.intervalHours", "market.fundingRates.UNI/USDT:USDT.rate",
		"market.borrowRates.1000PEPE", "market.borrowRates.USDC", "market.borrowRates.ETH",
	}, got)
}

// TestInterest: interest multiplies a debt, so a loan of one collateral stays a lognormal, whose log drift falls by the rate: an
// exact probability (closed form), also with levels of collateral beside it, which are simulated where the debt moves.
func TestInterest(t *testing.T) {
	s := week(4096, 3)
	s.HorizonHours = 30 * 24
	variance := 0.7*0.7 + 0.5*0.5 - 2*0.8*0.7*0.5
	for _, tt := range []struct {
		name  string
		still bool
		rate  float64
		want  float64
	}{
		{"none", false, 0, 0.0770644078}, // reference value
		{"of a volatile debt", false, 0.6, reference.FirstPassage(-math.Log(1.25), -(0.49-0.25)/2-0.6, math.Sqrt(variance), 30.0/365)},
		{"of a stable one", true, 0.05, reference.FirstPassage(-math.Log(1.25), -0.49/2-0.05, 0.7, 30.0/365)},
		{"received", true, -0.6, reference.FirstPassage(-math.Log(1.25), -0.49/2+0.6, 0.7, 30.0/365)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := loanMarket()
			if tt.still {
				m.Volatility["D"] = 0
			}
			m.BorrowRates = map[string]float64{"C": 3, "D": tt.rate}
			r := simulate(t, account(loan("loan")), m, s)
			got := r.Liquidation.Pools[0]
			require.Equal(t, "exact", got.Probability.Method)
			require.InDelta(t, tt.want, got.Probability.Value, 1e-10)
			require.Equal(t, got.Probability, r.Liquidation.Any)
			require.InDelta(t, 1-tt.want, got.Survival.Probability[len(got.Survival.Probability)-1], 1e-10)
			require.NotNil(t, got.Collateral)
			for k, added := range got.Collateral.Added {
				if added == 0 {
					require.InDelta(t, tt.want, got.Collateral.Probability[k], 1e-10)
				}
				if k > 0 {
					require.Less(t, got.Collateral.Probability[k], got.Collateral.Probability[k-1])
				}
			}
			require.Equal(t, tt.rate != 0, len(r.Warnings) > 1)
		})
	}
}

// Under a volatility term interest and variance do not pass in step, so the closed form for the average rates is not called exact; simulated,
// it is what that form says.
func TestInterest_Term(t *testing.T) {
	m := loanMarket()
	m.Volatility["D"] = 0
	term := risk.VolatilityTerm{Fast: 0.9, Long: 0.6, Weight: 0.9, DecayPerDay: 0.82, Scale: 1}
	m.VolatilityTerm = map[string]risk.VolatilityTerm{"C": term}
	s := week(1<<14, 3)
	require.Equal(t, "exact", simulate(t, account(loan("loan")), m, s).Liquidation.Any.Method)
	m.BorrowRates = map[string]float64{"D": 0.5}
	got := simulate(t, account(loan("loan")), m, s).Liquidation.Any
	require.NotEqual(t, "exact", got.Method)
	years := 7.0 / 365
	past := (1 - math.Pow(0.82, 7)) / (1 - 0.82)
	variance := (7*0.36 + 0.9*(0.81-0.36)*past) / 365
	want := reference.FirstPassage(-math.Log(1.25), -variance/years/2-0.5, math.Sqrt(variance/years), years)
	requireWithin(t, want, got)
}

// Interest on one of two debts, and a debt beside a position, raise the probability.
func TestInterest_Pools(t *testing.T) {
	several := loan("loan")
	several.Debts = []margin.Debt{{Asset: "D", Amount: dec("32")}, {Asset: "USDT", Amount: dec("32")}}
	beside := pool("cross", margin.Cross, "300", position(t, "C/USDT:USDT", "1000", "1"))
	beside.Debts = []margin.Debt{{Asset: "USDT", Amount: dec("200")}}
	for _, p := range []margin.Pool{several, beside} {
		last := 0.0
		for _, rate := range []float64{-0.5, 0, 0.5, 1} {
			m := loanMarket()
			m.BorrowRates = map[string]float64{"USDT": rate}
			e := simulate(t, account(p), m, week(4096, 3)).Liquidation.Any
			require.Greater(t, e.Value, last+4*e.StdErr)
			last = e.Value
		}
	}
}

// TestFunding_Mixture does the same under the default model: given the multiplier of the variance prices are as above, so the exact
// probability is a mean of solutions, over 15 Gauss-Hermite nodes. The weight is that of a multiplier of 1; those that matter have one
// that is up to .15 more, of a notional that falls by the equity.
func TestFunding_Mixture(t *testing.T) {
	if testing.Short() {
		t.Skip("statistical: runs once, native and without -short")
	}
	const sd, n = 1.1, 15
	nodes, weights := make([]float64, n), make([]float64, n)
	quad.Hermite{}.FixedLocations(nodes, weights, math.Inf(-1), math.Inf(1))
	for _, f := range []funded{
		{"long", false, 1, 0.1, 0.6, 7, 0.001},
		{"long 5x", false, 1, 0.2, 0.6, 7, 0.001},
	} {
		mean := func(rate float64) float64 {
			sum := 0.0
			for i, x := range nodes {
				if x < -2 { // a volatility below .1: P is below 1e-15
					continue
				}
				g := f
				g.rate, g.volatility = rate, f.volatility*math.Exp(sd*x/math.Sqrt2-sd*sd/4)
				sum += weights[i] * g.exact() / math.Sqrt(math.Pi)
			}
			return sum
		}
		base, want := mean(0), mean(f.rate)
		m := risk.Market{
			Prices: margin.Prices{"A": dec("1")}, Volatility: map[string]float64{"A": f.volatility}, Model: risk.Model{Kind: risk.VolMixture, MultiplierSd: sd},
			FundingRates: map[string]risk.FundingRate{"A/USDT:USDT": {Rate: decimal.NewFromFloat(f.rate), IntervalHours: 8}},
		}
		a := account(pool("cross", margin.Cross, fmt.Sprint(f.equity), position(t, "A/USDT:USDT", fmt.Sprint(f.size), "1")))
		got := simulate(t, a, m, week(1<<16, 1)).Liquidation.Any
		t.Logf("%s: without %.7f, exact %.7f, got %.7f +- %.7f: %+.2f %% of the change", f.name, base, want, got.Value, got.StdErr, 100*(got.Value-want)/(want-base))
		require.InDelta(t, want, got.Value, 4*got.StdErr+0.15*f.equity*math.Abs(want-base)+5e-5*want)
	}
}
