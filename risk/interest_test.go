package risk_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

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
