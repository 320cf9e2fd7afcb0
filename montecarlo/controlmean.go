package montecarlo

import "math"

// given returns how each direction of two or three depends on independent normals: by shares of those before, and what is its own. ok is
// false where they are so alike, or independent (then products are all there is, and replicates would agree to the last bit).
func given(members []int, aim []design) (shares [3][2]float64, own [3]float64, ok bool) {
	own[0] = 1
	most := 0.0
	for i, m := range members {
		square := 1.0
		for j, o := range members[:i] {
			r := dot(aim[m].unit, aim[o].unit)
			most = math.Max(most, math.Abs(r))
			for k := range j {
				r -= float64(shares[i][k] * shares[j][k])
			}
			shares[i][j] = r / own[j]
			square -= float64(shares[i][j] * shares[i][j])
		}
		own[i] = math.Sqrt(math.Max(0, square))
		if square < 1-steepestControl*steepestControl {
			return shares, own, false
		}
	}
	return shares, own, most > 1e-9
}

// together returns the mean of the product of planes' crossing probabilities given the end of a path.
func (e *ensemble) together(members []int, aim []design) float64 {
	root := math.Sqrt(e.years)
	shares, own, _ := given(members, aim)
	at := func(m float64) float64 {
		scale := 1 / float64(root*math.Sqrt(m))
		var start, end [3]float64
		for i, k := range members {
			p := e.planes[k]
			start[i] = float64(p.start * scale)
			end[i] = float64((p.reach + float64(p.pull*(m-1))) * scale)
		}
		return crossings(len(members), start, end, shares, own)
	}
	if e.pace == nil {
		return at(1)
	}
	sum, weight := 0.0, 0.0
	const coarse = 2 * stride
	for k := paceEnd * perUnit % coarse; k < paceNodes; k += coarse {
		if x := quantileAt(k); math.Abs(x) < 7 {
			w := density(x)
			sum += float64(w * at(exp(e.pace[k])))
			weight += w
		}
	}
	return sum / weight
}

// crossings returns the mean of the product of n crossing probabilities, c = exp(-2 start (end - v)) below end and 1 above it, where each v is a normal of its
// own and shares of those before. Given these the last one's mean is known,
//
//	Q(x) + exp(-2 start e + 2 start^2 s^2) Q(2 start s - x),   e = end - shares, x = e/s, s its own,
//
// and the others are integrated, one or two.
func crossings(n int, start, end [3]float64, shares [3][2]float64, own [3]float64) float64 {
	last := n - 1
	finest := own[last]
	if n == 3 {
		finest = math.Min(finest, own[1])
	}
	width := math.Max(0.5, math.Min(3, 4*finest))
	s := own[last]
	mean := func(e float64) float64 {
		x := e / s
		reflected := float64(2*float64(start[last]*s)) - x
		over := float64(2*float64(float64(start[last]*s)*float64(start[last]*s))) - float64(2*float64(start[last]*e))
		return tail(x) + exp(over+logTail(reflected))
	}
	if n == 3 { // many times over the same range
		mean = interpolated(mean, end[2], float64(farNormal*(math.Abs(shares[2][0])+math.Abs(shares[2][1]))), s/8)
	}
	crossed := func(k int, left float64) float64 {
		if left <= 0 {
			return 1
		}
		return exp(float64(-2 * float64(start[k]*left)))
	}
	return normalMean(end[0], width, func(u float64) float64 {
		c := crossed(0, end[0]-u)
		e := end[last] - float64(shares[last][0]*u)
		if n == 2 {
			return float64(c * mean(e))
		}
		left := end[1] - float64(shares[1][0]*u)
		return float64(c * normalMean(left/own[1], width, func(w float64) float64 {
			return float64(crossed(1, left-float64(own[1]*w)) * mean(e-float64(shares[2][1]*w)))
		}))
	})
}

// interpolated returns a function by cubic interpolation between its values at most step apart, within far of the middle.
func interpolated(f func(float64) float64, middle, far, step float64) func(float64) float64 {
	n := int(float64(2*far)/step) + 4
	step = float64(2*far) / float64(n-3)
	from := middle - far - step
	at := make([]float64, n)
	for k := range at {
		at[k] = f(from + float64(step*float64(k)))
	}
	return func(x float64) float64 {
		u := (x - from) / step
		k := max(1, min(n-3, int(u)))
		return cubic(at[k-1], at[k], at[k+1], at[k+2], u-float64(k))
	}
}

// cubic is Newton's form of the polynomial through values at -1, 0, 1 and 2.
func cubic(a, b, c, d, t float64) float64 {
	second := a - float64(2*b) + c
	third := d - a + float64(3*(b-c))
	return a + float64((t+1)*((b-a)+float64(0.5*float64(t*(second+float64(third*(t-1))/3)))))
}

// farNormal bounds a standard normal: beyond are 6e-7.
const farNormal = 5

// normalMean is the mean of a function of a standard normal with a kink, by ten Gauss-Legendre nodes in each interval of at most a width, from
// -5 to 5.
func normalMean(kink, width float64, f func(v float64) float64) float64 {
	kink = math.Max(-farNormal, math.Min(farNormal, kink))
	sum := 0.0
	for _, side := range [2][2]float64{{-farNormal, kink}, {kink, farNormal}} {
		n := math.Ceil((side[1] - side[0]) / width)
		for k := range int(n) {
			step := (side[1] - side[0]) / n
			for _, node := range &ten {
				v := side[0] + float64(step*(float64(k)+node[0]))
				sum += float64(float64(float64(step*node[1])*density(v)) * f(v))
			}
		}
	}
	return sum
}
