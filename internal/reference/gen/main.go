// Command gen draws the forty pools of two assets that the estimator is checked on, and solves them by package pde. It takes about a
// minute and writes pools.csv to standard output:
//
//	go run ./internal/reference/gen >internal/reference/pools.csv
package main

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"

	"github.com/plimsoll-risk/plimsoll/internal/pde"
)

// Pools is how many are drawn; every second one is hedged.
const Pools = 40

// maintenance is the fraction of each notional.
const maintenance = 0.005

func main() {
	log.SetFlags(0)
	fmt.Println("days,sigma1,sigma2,rho,notional1,notional2,equity,probability")
	g := rand.New(rand.NewPCG(40, 2))
	round := func(x, unit float64) float64 { return math.Round(x/unit) * unit }
	between := func(low, high float64) float64 { return low + (high-low)*g.Float64() }
	for k := range Pools {
		days := round(math.Exp(between(0, math.Log(60))), 0.1)
		s, t := round(between(0.3, 1.6), 0.01), round(between(0.3, 1.6), 0.01)
		rho := round(between(-0.3, 0.95), 0.01)
		a := round(between(2000, 10000), 100)
		b := round(a*between(0.4, 1.6), 100)
		far := between(0.4, 3.6)
		if k%2 == 1 {
			b = -b
		}
		// An equity that is so many standard deviations away, in first order.
		gross := a + math.Abs(b)
		spread := math.Sqrt((a*a*s*s + b*b*t*t + 2*a*b*s*t*rho) * days / 365)
		equity := far * spread
		if b > 0 {
			equity = gross * (1 - math.Exp(-far*spread/gross))
		}
		equity = round(equity+maintenance*gross, 1)
		p := pde.Pool{
			Cash: equity - a - b, Amount: [2]float64{a * (1 - maintenance), b - maintenance*math.Abs(b)},
			Volatility: [2]float64{s, t}, Correlation: rho, Years: days / 365,
		}
		value, moved := p.Probability(32)
		log.Printf("%2d: %.10f, last moved by %.1e", k, value, moved)
		fmt.Printf("%.1f,%.2f,%.2f,%.2f,%.0f,%.0f,%.0f,%.10g\n", days, s, t, rho, a, b, equity, round(value, 1e-10))
	}
}
