package backtest_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/backtest"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

// Prices of constant volatility without a multiplier: whatever the weight, the scale is 1
// and the multiplier small. Fast and long are then both the variance, but for noise.
func TestConstants_Recovered(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates thirty assets")
	}
	var sources []backtest.Source
	for i := range 30 {
		g := rand.New(rand.NewPCG(uint64(i), 11))
		r := make([]float64, 24*500)
		for h := range r {
			r[h] = 0.006 * g.NormFloat64()
		}
		s := hours(fmt.Sprintf("A%d", i), r)
		for k := range s.Bars {
			b := &s.Bars[k]
			x, y := math.Log(b.Open), math.Log(b.Close)
			b.High = math.Exp((x + y + math.Sqrt((y-x)*(y-x)-2*0.006*0.006*math.Log(g.Float64()))) / 2)
			b.Low = math.Exp((x + y - math.Sqrt((y-x)*(y-x)-2*0.006*0.006*math.Log(g.Float64()))) / 2)
		}
		sources = append(sources, backtest.Source{Prices: s})
	}
	o := options(500)
	o.Every = 5
	recipe := backtest.StudyRecipe()
	c, err := backtest.NewConstants(context.Background(), sources, o, recipe)
	require.NoError(t, err)
	fit := c.Fit(func(int) bool { return true }, true)
	e := c.Errors(fit)
	require.Positive(t, e[2])
	require.InDelta(t, 1, fit.Scale, 4*e[2]+0.02, "an hour's close is not all of its range: .02 allows for it")
	require.Less(t, fit.MultiplierSd, 0.5)
	require.Zero(t, c.Fit(func(int) bool { return true }, false).MultiplierSd)
}

// Each year's constants come from the other years, or from the earlier ones.
func TestConstants_CrossFit(t *testing.T) {
	o := options(3 * 366)
	o.Every = 7
	c, err := backtest.NewConstants(context.Background(), []backtest.Source{source("A", walk(1, 3*366))}, o, backtest.StudyRecipe())
	require.NoError(t, err)
	fits := c.CrossFit(true, false)
	require.Len(t, fits, 3)
	require.Equal(t, c.Fit(func(day int) bool { return backtest.Year(day) != 2021 }, true), fits[2021])
	earlier := c.CrossFit(true, true)
	require.Len(t, earlier, 2)
	require.Equal(t, c.Fit(func(day int) bool { return backtest.Year(day) < 2021 }, true), earlier[2021])
	model := backtest.ByYear("m", "", map[int]calibrate.Recipe{2021: fits[2021]})
	o.Models = []backtest.Model{model}
	r, err := backtest.Run(context.Background(), []backtest.Source{source("A", walk(1, 3*366))}, o)
	require.NoError(t, err)
	for i := range r.Records {
		require.Equal(t, 2021, backtest.Year(r.Records[i].Day))
	}
}
