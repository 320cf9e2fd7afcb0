package montecarlo

import "math"

// Expect returns the mean of a function of the prices at a time and its standard error, from the nets and motions that books are simulated with.
func Expect(g GBM, years float64, points int, f func(price []float64) float64) (mean, stdErr float64) {
	n := len(g.Drift)
	own := g.kernel().over(years)
	j := newJourney(newMotion(own, identity(n)), own.pace(years), 1)
	c := cloud{seed: 1, net: newNet(n + 1), normals: standardNormal()}
	var each [16]float64
	for r := range each {
		eachSlice(alone, 0, r, 1, 0, points, func(s slice) {
			j.fill(&c, s, 1)
			j.tick(0, tilts{})
			j.load(1)
			j.bridge(math.Sqrt(years), 1)
			j.arrive(0, years, 0, tilts{})
			price := make([]float64, n)
			for i := range s.each {
				for a := range price {
					price[a] = j.e[a][i]
				}
				each[r] += f(price) / float64(points)
			}
		})
		mean += each[r] / 16
	}
	for _, x := range each {
		stdErr += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(stdErr / (16 * 15))
}

// ExpectStepped is Expect for a law of steps: with a tilt, from the mixture of the law itself and the tilted one.
func ExpectStepped(g GBM, years float64, points int, eta []float64, f func(price []float64) float64) (mean, stdErr float64) {
	n := len(g.Drift)
	k := g.kernel()
	c := k.law.course(k, years)
	etas, towards := [][]float64{nil}, [][]float64{make([]float64, n)}
	towards[0][0] = 1
	if eta != nil {
		etas, towards = append(etas, eta), append(towards, eta)
	}
	nets := c.nets(etas, towards)
	m := newMarch(c, n, len(etas)-1)
	cl := cloud{seed: 1, net: newNet(sobolDimensions), normals: standardNormal()}
	var each [16]float64
	for r := range each {
		for component := range nets {
			eachSlice(alone, component, r, 1, 0, points, func(s slice) {
				for k := range m.begin(&cl, s, nets[component]) {
					m.next(k)
					m.arrive()
					if m.leap.jumps {
						m.land()
					}
				}
				price := make([]float64, n)
				for i := range s.each {
					for a := range price {
						price[a] = m.e[a][i]
					}
					each[r] += m.weight[i] * f(price) / float64(points*len(nets))
				}
			})
		}
		mean += each[r] / 16
	}
	for _, x := range each {
		stdErr += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(stdErr / (16 * 15))
}
