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

// ExpectRows is Expect for a law of rows, at the end of one of its steps.
func ExpectRows(g GBM, years float64, points int, f func(price []float64) float64) (mean, stdErr float64) {
	n := len(g.Drift)
	k := g.kernel()
	course := k.law.course(k, years)
	towards := make([]float64, n)
	towards[0] = -1
	net := course.nets([][]float64{nil}, [][]float64{towards})[0]
	m := newMarch(course, n, 0)
	c := cloud{seed: 1, net: newNet(sobolDimensions), normals: standardNormal()}
	var each [16]float64
	for r := range each {
		eachSlice(alone, 0, r, 1, 0, points, func(s slice) {
			for k := range m.begin(&c, s, net) {
				m.next(k)
				m.arrive()
			}
			price := make([]float64, n)
			for i := range s.each {
				for a := range price {
					price[a] = m.e[a][i]
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
