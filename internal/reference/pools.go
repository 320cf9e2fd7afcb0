package reference

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/pde"
	"github.com/plimsoll-risk/plimsoll/montecarlo"
)

//go:embed pools.csv
var poolTable string

// A Pool is one line of pools.csv: a cross pool of two assets with half a per cent of maintenance, drawn at random and solved by package
// pde. The command that writes the table is internal/reference/gen.
type Pool struct {
	Days        float64
	Volatility  [2]float64
	Rho         float64
	Notional    [2]float64 // short below 0
	Equity      float64
	Probability float64
}

// Pools returns the table.
func Pools() []Pool {
	var all []Pool
	for _, line := range strings.Split(strings.TrimSpace(poolTable), "\n")[1:] {
		var f [8]float64
		for i, word := range strings.Split(line, ",") {
			x, err := strconv.ParseFloat(word, 64)
			if err != nil {
				panic(err) // the table is part of the program
			}
			f[i] = x
		}
		all = append(all, Pool{f[0], [2]float64{f[1], f[2]}, f[3], [2]float64{f[4], f[5]}, f[6], f[7]})
	}
	return all
}

// boundary is the pool's surface.
func (p Pool) boundary() montecarlo.Boundary {
	return Perpetuals(p.Equity, 0.005, p.Notional[0], p.Notional[1])
}

// Equation is the pool as the solver takes it.
func (p Pool) Equation() pde.Pool {
	b := p.boundary()
	return pde.Pool{
		Cash: b.Terms[2].Coefficient, Amount: [2]float64{b.Terms[0].Coefficient, b.Terms[1].Coefficient},
		Volatility: p.Volatility, Correlation: p.Rho, Years: p.Days / Year,
	}
}

// RandomPools are the problems of the table, with the steps that package risk takes: two up to 50 days, four beyond.
func RandomPools() []Problem {
	var all []Problem
	for _, p := range Pools() {
		g := Steps(p.Days, 24, true)
		if p.Days > 50 {
			g.Steps = 4
		}
		all = append(all, Problem{
			Name: fmt.Sprintf("%.0f and %.0f on %.0f, sigma %.2f and %.2f, rho %.2f, %.1f d",
				p.Notional[0], p.Notional[1], p.Equity, p.Volatility[0], p.Volatility[1], p.Rho, p.Days),
			Source: "own solver",
			Experiment: montecarlo.Experiment{
				Process: Martingale(Pair(p.Rho), p.Volatility[0], p.Volatility[1]), Grid: g, Paths: Points, Seed: 7,
				Books: []montecarlo.Book{{p.boundary()}},
			},
			Checks: []Check{{"P", p.Probability, 2e-9, anyPool, promised(p.Probability)}},
		})
	}
	return all
}
