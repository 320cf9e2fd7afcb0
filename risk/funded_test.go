package risk_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

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
