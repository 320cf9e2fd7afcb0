package main

import (
	"fmt"
	"math"
)

// passage solves Merton's first passage of one price without randomness: the density of a log price that has not fallen by b moves by half of a short time's jumps, by all of
// its diffusion, which the method of images knows with a barrier, and by the other half (Strang's splitting, of second order), on midpoints of a grid. What is lost on the way is
// added up. Two grids are extrapolated, which leaves 4e-4 of it: of the first it finds .2459455 where a solver of the integro-differential equation has .2458537228.
func passage(b, sigma, rate, mean, sd, days float64) float64 {
	coarse, fine := solve(b, sigma, rate, mean, sd, days, 140, 1100), solve(b, sigma, rate, mean, sd, days, 280, 2200)
	return fine + (fine-coarse)/3
}

func normal(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

func solve(b, sigma, rate, mean, sd, days float64, steps, points int) float64 {
	const top = 0.9
	dx := (top - b) / float64(points)
	dt := days / 365 / float64(steps)
	drift := -sigma*sigma/2 - rate*(math.Exp(mean+sd*sd/2)-1)
	s := sigma * math.Sqrt(dt)
	at := func(j int) float64 { return (float64(j) + 0.5) * dx } // above the barrier
	phi := func(x, s float64) float64 { return math.Exp(-x*x/(2*s*s)) / (s * math.Sqrt(2*math.Pi)) }
	g := drift / (sigma * sigma)
	diffuse := make([][]float64, points) // to, from
	leave := make([]float64, points)
	leap := make([][]float64, points)
	fall := make([]float64, points)
	counts := []float64{}
	half := rate * dt / 2
	for n, p := 0, math.Exp(-half); n < 6; n++ {
		counts = append(counts, p)
		p *= half / float64(n+1)
	}
	for i := range points {
		x := at(i)
		diffuse[i], leap[i] = make([]float64, points), make([]float64, points)
		leave[i] = normal((-x-drift*dt)/s) + math.Exp(-2*g*x)*normal((-x+drift*dt)/s)
		for j := range points {
			y := at(j)
			// From y to x.
			diffuse[i][j] = (phi(x-y-drift*dt, s) - math.Exp(-2*g*y)*phi(x+y-drift*dt, s)) * dx
			for n := 1; n < len(counts); n++ {
				leap[i][j] += counts[n] * phi(x-y-float64(n)*mean, sd*math.Sqrt(float64(n))) * dx
			}
		}
		for n := 1; n < len(counts); n++ {
			fall[i] += counts[n] * normal((-x-float64(n)*mean)/(sd*math.Sqrt(float64(n))))
		}
	}
	u, v := make([]float64, points), make([]float64, points)
	lost := 0.0
	jump := func() {
		for i := range v {
			v[i] = counts[0] * u[i]
			for j, x := range leap[i] {
				v[i] += x * u[j]
			}
			lost += fall[i] * u[i] * dx
		}
		u, v = v, u
	}
	move := func() {
		for i := range v {
			v[i] = 0
			for j, x := range diffuse[i] {
				v[i] += x * u[j]
			}
			lost += leave[i] * u[i] * dx
		}
		u, v = v, u
	}
	// The first half jump and the first diffusion of a point.
	start := -b
	for i := range u {
		x := at(i)
		u[i] = counts[0] * (phi(x-start-drift*dt, s) - math.Exp(-2*g*start)*phi(x+start-drift*dt, s))
		for n := 1; n < len(counts); n++ {
			// A jump, then the diffusion: the grid takes it.
			v[i] += counts[n] * phi(x-start-float64(n)*mean, sd*math.Sqrt(float64(n)))
		}
	}
	lost = counts[0] * (normal((-start-drift*dt)/s) + math.Exp(-2*g*start)*normal((-start+drift*dt)/s))
	for n := 1; n < len(counts); n++ {
		lost += counts[n] * normal((-start-float64(n)*mean)/(sd*math.Sqrt(float64(n))))
	}
	first := append([]float64(nil), u...)
	copy(u, v)
	move()
	for i := range u {
		u[i] += first[i]
	}
	jump()
	for range steps - 1 {
		jump()
		move()
		jump()
	}
	return lost
}

func mertonOne() {
	for _, equity := range []float64{0.1, 0.48} {
		fmt.Printf("merton, 10x on %v: %.9g\n", equity, passage(math.Log((1-equity)/0.995), 0.5, 50, -0.02, 0.06, 7))
	}
}
