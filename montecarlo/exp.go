package montecarlo

import "math"

//go:generate go run gen_exp.go
//go:generate gofmt -w exp_data.go

// Exp returns e^x with the same bits on every platform, for x in [-700, 700];
// beyond it the value at the end of that range.
func Exp(x float64) float64 { return exp(x) }

// exp returns e^x for x in [-700, 700]; beyond it returns the value at the end of
// that range, so that results stay normal numbers. The error is below 1 unit in
// the last place (TestExp), and the bits are the same on every platform.
//
// Method: x = k ln2/128 + r with |r| <= ln2/256; then 2^(k/128) from a table times
// the Taylor polynomial of degree 5 of e^r, whose remainder is below 6e-19.
func exp(x float64) float64 {
	if x > 700 {
		x = 700
	}
	if x < -700 {
		x = -700
	}
	const shift = 0x1.8p52 // adding it rounds to the nearest integer
	t := float64(x*expInverse) + shift
	k := math.Float64bits(t)
	t -= shift
	r := x - float64(t*expStepHi) - float64(t*expStepLo)
	r2 := float64(r * r)
	p := r + float64(r2*(0.5+float64(r*(1.0/6))+float64(r2*(1.0/24+float64(r*(1.0/120))))))
	e := expTable[k&127]
	y := e + float64(e*p)
	return math.Float64frombits(math.Float64bits(y) + (uint64(int64(k<<13)>>20) << 52))
}

// expTo sets dst[i] to exp(x[i]). dst and x may be the same slice; they have equal
// length. It is exp written out, since a call costs as much as the work in WebAssembly;
// TestExpTo holds the two together.
func expTo(dst, x []float64) {
	const shift = 0x1.8p52
	x = x[:len(dst)]
	for i := range dst {
		v := x[i]
		if v > 700 {
			v = 700
		}
		if v < -700 {
			v = -700
		}
		t := float64(v*expInverse) + shift
		k := math.Float64bits(t)
		t -= shift
		r := v - float64(t*expStepHi) - float64(t*expStepLo)
		r2 := float64(r * r)
		p := r + float64(r2*(0.5+float64(r*(1.0/6))+float64(r2*(1.0/24+float64(r*(1.0/120))))))
		e := expTable[k&127]
		dst[i] = math.Float64frombits(math.Float64bits(e+float64(e*p)) + (uint64(int64(k<<13)>>20) << 52))
	}
}
