package montecarlo

import "math"

// neither returns the probability that two Brownian motions of correlation r both stay positive between points at
// distances a and b from zero, given these, over a unit of time. Turned and stretched, they are one motion in the
// plane with independent factors, and staying positive is to stay in a wedge of angle alpha, cos alpha = -r.
//
// The heat kernel of a wedge is a sum over images and an integral (Carslaw, Proc. London Math. Soc. 30, 1898; derived in
// docs/METHODS.md, "Several pools"). Over the free kernel, with z = |a||b|, angles theta of the points and nu = pi/alpha:
//
//	sum over k of e^(z cos(d + 2k alpha)) - e^(z cos(s + 2k alpha)), angles below pi, times e^(-z cos d)
//	- 1/(2 alpha) integral over y > 0 of e^(-z (cosh y + cos d)) (g(y, d) - g(y, s)),
//	g(y, t) = sum over both signs of sin nu(pi +- t)/(cosh nu y - cos nu(pi +- t))
//
// with d the difference and s the sum of the angles. The pole of each fraction near y = 0 is taken out and integrated
// by hand. TestNeither has the error: below 1e-7.
func neither(a, b [2]float64, r float64) float64 { return wedge(a, b, r, legendre[:], 36) }

// nearly is neither with an error below 2e-5 (TestNeither), in less than half of the time: ten nodes, and no integral where its factor
// is below 6e-6.
func nearly(a, b [2]float64, r float64) float64 { return wedge(a, b, r, ten[:], 12) }

// wedge takes the nodes of the integral, and the exponent from which on it is left out.
func wedge(a, b [2]float64, r float64, nodes [][2]float64, farthest float64) float64 {
	if a[0] <= 0 || a[1] <= 0 || b[0] <= 0 || b[1] <= 0 {
		return 0
	}
	root := math.Sqrt(float64((1 - r) * (1 + r)))
	ra, ta := polar(a, r, root)
	rb, tb := polar(b, r, root)
	alpha := arctangent(root, -r)
	z := float64(ra * rb)
	diff, sum := tb-ta, tb+ta
	cosDiff := cosine(diff)
	alive := 0.0
	for k, last := 0.0, math.Ceil(1.5*math.Pi/alpha); k <= last; k++ {
		for _, shift := range [2]float64{float64(2 * float64(k*alpha)), float64(-2 * float64(k*alpha))} {
			alive += image(z, diff+shift, cosDiff)
			alive -= image(z, sum+shift, cosDiff)
			if k == 0 {
				break
			}
		}
	}
	if reach := float64(z * (1 + cosDiff)); reach < farthest {
		alive -= float64(exp(-reach) * diffracted(z, alpha, diff, sum, nodes))
	}
	return math.Max(0, math.Min(1, alive))
}

// between returns the probability that a Brownian motion stays between two levels, from distances a and to distances b
// of both, over a unit of time: the sum over images of a strip. The distances have one sum.
func between(a, b [2]float64) float64 {
	if a[0] <= 0 || a[1] <= 0 || b[0] <= 0 || b[1] <= 0 {
		return 0
	}
	width, x, y := a[0]+a[1], a[0], b[0]
	alive := 1 - exp(float64(-2*float64(x*y)))
	for k := 1.0; k < 1000; k++ {
		w := float64(k * width)
		up := exp(float64(-2*float64(w*(w+y-x)))) - exp(float64(-2*float64((w+x)*(w+y))))
		down := exp(float64(-2*float64(w*(w-y+x)))) - exp(float64(-2*float64((w-x)*(w-y))))
		alive += up + down
		if float64(2*float64((w-width)*(w-width))) > 40 {
			break
		}
	}
	return math.Max(0, math.Min(1, alive))
}

// image returns e^(z (cos t - cosDiff)) where |t| < pi, and half of it at pi, where the image goes out and the integral jumps.
func image(z, t, cosDiff float64) float64 {
	switch over := math.Abs(t) - math.Pi; {
	case over > edgeOn:
		return 0
	case over < -edgeOn:
		return exp(float64(z * (cosine(t) - cosDiff)))
	}
	return float64(0.5 * exp(float64(-z*(1+cosDiff))))
}

// edgeOn is how near to pi an angle counts as pi.
const edgeOn = 1e-9

// polar returns the polar coordinates of distances in the wedge.
func polar(a [2]float64, r, root float64) (radius, angle float64) {
	x := (a[0] - float64(r*a[1])) / root
	return math.Sqrt(float64(x*x) + float64(a[1]*a[1])), arctangent(a[1], x)
}

// diffracted returns the integral of neither without its factor e^(-z (1 + cos d)).
func diffracted(z, alpha, diff, sum float64, nodes [][2]float64) float64 {
	nu := math.Pi / alpha
	// Beyond the end the integrand is below e^-26.
	end := 26 / nu
	if u := 1 + 26/z; z > 0 {
		end = math.Min(end, log(u+math.Sqrt(float64(u*u)-1)))
	}
	angles := [4]float64{math.Pi + diff, math.Pi - diff, math.Pi + sum, math.Pi - sum}
	signs := [4]float64{1, 1, -1, -1}
	var sine, half, pole [4]float64
	total := 0.0
	for k, t := range angles {
		// Into (-alpha, alpha].
		t -= float64(2 * float64(alpha*math.Ceil(float64(0.5*float64(t/alpha))-0.5)))
		if math.Abs(t) < edgeOn {
			t = 0
		}
		pole[k] = t
		s, c := sineCosine(float64(0.5 * float64(nu*t)))
		sine[k], half[k] = float64(2*float64(s*c)), float64(s*s)
		if t != 0 {
			whole := arctangent(end, math.Abs(t))
			total += float64(signs[k] * float64(math.Copysign(2/nu, t)*whole))
		}
	}
	// Exponentials of all nodes at once: calls cost as much as the work in WebAssembly.
	var ys, es, fades, hs [len(legendre)]float64
	y, e, fade, h := ys[:len(nodes)], es[:len(nodes)], fades[:len(nodes)], hs[:len(nodes)]
	for i, n := range nodes {
		y[i] = float64(end * float64(n[0]*n[0])) // more nodes near the poles
		h[i] = float64(0.5 * float64(nu*y[i]))
	}
	expTo(e, y)
	expTo(h, h)
	for i, x := range e {
		fade[i] = float64(-0.5 * float64(z*float64((x-1)*float64((x-1)/x))))
	}
	expTo(fade, fade)
	for i, n := range nodes {
		sinh := float64(0.5 * (h[i] - 1/h[i]))
		square := float64(sinh * sinh)
		value := 0.0
		for k, s := range signs {
			t := pole[k]
			if t == 0 {
				continue
			}
			f := float64(fade[i]*sine[k]) / float64(2*(square+half[k]))
			f -= float64(2/nu*t) / (float64(y[i]*y[i]) + float64(t*t))
			value += float64(s * f)
		}
		total += float64(float64(2*float64(end*n[0])) * float64(n[1]*value))
	}
	return total / float64(2*alpha)
}

// ten holds nodes and weights of 10-point Gauss-Legendre quadrature on [0, 1]; TestLegendre checks its moments.
var ten = [10][2]float64{
	{0.013046735741414128, 0.033335672154344367},
	{0.067468316655507732, 0.074725674575290266},
	{0.16029521585048778, 0.10954318125799103},
	{0.28330230293537639, 0.13463335965499812},
	{0.42556283050918442, 0.14776211235737646},
	{0.57443716949081558, 0.14776211235737646},
	{0.71669769706462361, 0.13463335965499812},
	{0.83970478414951222, 0.10954318125799103},
	{0.93253168334449232, 0.074725674575290266},
	{0.98695326425858587, 0.033335672154344367},
}
