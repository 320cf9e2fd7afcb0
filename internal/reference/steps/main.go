// Command steps computes the figures that laws of steps are checked against: plain Monte Carlo on pseudo-random paths of many short steps, which shares nothing with the
// estimator. In a short step a pool is bridged by the log of the ratio of its terms, with the volatility that this has at the step's two ends on average. It prints each
// probability with its standard error and takes minutes:
//
//	go run ./internal/reference/steps [NAME]
package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
)

// A pool of two assets with prices of 1 in the beginning: worth so much of each, less a maintenance fraction, on an equity.
type pool struct{ cash, a, b float64 }

func perpetuals(equity, maintenance, a, b float64) pool {
	return pool{equity - a - b, a - maintenance*math.Abs(a), b - maintenance*math.Abs(b)}
}

// ratio returns the log of the positive over the negative terms, and its derivatives by log prices.
func (p pool) ratio(x, y float64) (r, dx, dy float64) {
	pos, neg := 0.0, 0.0
	a, b := 0.0, 0.0
	if p.a != 0 {
		a = p.a * math.Exp(x)
	}
	if p.b != 0 {
		b = p.b * math.Exp(y)
	}
	for _, t := range []float64{p.cash, a, b} {
		if t > 0 {
			pos += t
		} else {
			neg -= t
		}
	}
	share := func(t float64) float64 {
		if t > 0 {
			return t / pos
		}
		return t / neg
	}
	return math.Log(pos / neg), share(a), share(b)
}

// A law moves two log prices: it returns their volatilities and correlation in a step, and what happens at its end.
type law struct {
	name  string
	days  float64
	each  float64 // steps a day
	paths int
	pools []pool
	start func(g *rand.Rand) path
}

// A path is one path of a law, asked in order of time, in days.
type path interface {
	// next returns the time of the next change of the law, at most to.
	next(to float64) float64
	// rates returns volatilities, a year, the correlation, and the drifts of log prices, a year.
	rates() (s, t, r, m, n float64)
	// moved is told what the two diffused by; jump returns what happens then.
	moved(at, x, y float64) (jx, jy float64)
}

func (l law) run(seed uint64) (alive, any float64) {
	g := rand.New(rand.NewPCG(seed, 7))
	p := l.start(g)
	x, y, at := 0.0, 0.0, 0.0
	survive := make([]float64, len(l.pools))
	for k := range survive {
		survive[k] = 1
	}
	none := 1.0
	grid := 1
	for at < l.days {
		to := math.Min(l.days, float64(grid)/l.each)
		if to-at < 1e-12 {
			grid++
			continue
		}
		end := p.next(to)
		h := (end - at) / 365
		s, t, r, m, n := p.rates()
		z, w := g.NormFloat64(), g.NormFloat64()
		w = r*z + math.Sqrt(1-r*r)*w
		dx, dy := s*math.Sqrt(h)*z, t*math.Sqrt(h)*w
		x1, y1 := x+dx+m*h, y+dy+n*h
		variance := func(a, b float64) float64 { return a*a*s*s + 2*a*b*s*t*r + b*b*t*t }
		step := 1.0
		for k, q := range l.pools {
			r0, a0, b0 := q.ratio(x, y)
			r1, a1, b1 := q.ratio(x1, y1)
			stay := 0.0
			if r0 > 0 && r1 > 0 {
				stay = 1 - math.Exp(-4*r0*r1/(h*(variance(a0, b0)+variance(a1, b1))))
			}
			survive[k] *= stay
			step *= stay
		}
		jx, jy := p.moved(end, dx, dy)
		if jx != 0 || jy != 0 {
			x1, y1 = x1+jx, y1+jy
			for k, q := range l.pools {
				if r1, _, _ := q.ratio(x1, y1); r1 <= 0 {
					survive[k], step = 0, 0
				}
			}
		}
		none *= step
		x, y, at = x1, y1, end
		if none == 0 && slices.Max(survive) == 0 {
			break
		}
	}
	return survive[0], none
}

func (l law) report() {
	const workers = 2
	var mu sync.Mutex
	var wg sync.WaitGroup
	var sum, square, any, anySquare float64
	for w := range workers {
		wg.Go(func() {
			var s, q, a, b float64
			for k := w; k < l.paths; k += workers {
				alive, none := l.run(uint64(k))
				s += 1 - alive
				q += (1 - alive) * (1 - alive)
				a += 1 - none
				b += (1 - none) * (1 - none)
			}
			mu.Lock()
			defer mu.Unlock()
			sum, square, any, anySquare = sum+s, square+q, any+a, anySquare+b
		})
	}
	wg.Wait()
	n := float64(l.paths)
	mean := func(s, q float64) string {
		return fmt.Sprintf("%.7f +- %.7f", s/n, math.Sqrt((q/n-s/n*s/n)/n))
	}
	fmt.Printf("%-40s first pool %s, any %s\n", l.name, mean(sum, square), mean(any, anySquare))
}

func main() {
	if len(os.Args) < 2 || slices.Contains(os.Args[1:], "merton") {
		mertonOne()
	}
	for _, l := range laws() {
		if len(os.Args) < 2 || slices.Contains(os.Args[1:], l.name) {
			l.report()
		}
	}
}
