package montecarlo

import "math"

// Log returns the natural logarithm of x > 0, minus infinity for 0 and below, with the same bits on every platform.
func Log(x float64) float64 { return log(x) }

// log returns the natural logarithm of x > 0; minus infinity for 0 and below.
// The error is below 1.5 units in the last place (TestLog), and the bits are the same on
// every platform.
//
// Method: x = 2^k m with m in [sqrt(1/2), sqrt 2), then the series
// ln m = 2 (s + s^3/3 + s^5/5 + ...), s = (m-1)/(m+1), to s^23: remainder below 3e-19.
func log(x float64) float64 {
	if x < 0x1p-1022 {
		if x <= 0 {
			return math.Inf(-1)
		}
		return log(float64(x*0x1p54)) - float64(54*ln2Hi) - float64(54*ln2Lo)
	}
	u := math.Float64bits(x)
	const sqrtHalf = 0x3fe6a09e667f3bcd
	u += 0x3ff0000000000000 - sqrtHalf
	k := float64(int64(u>>52) - 1023)
	m := math.Float64frombits(u&0x000fffffffffffff + sqrtHalf)
	f := m - 1
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	// Even and odd powers of z apart, for a shorter chain of dependent sums.
	even := 1.0/5 + float64(w*(1.0/9+float64(w*(1.0/13+float64(w*(1.0/17+float64(w*(1.0/21))))))))
	odd := 1.0/3 + float64(w*(1.0/7+float64(w*(1.0/11+float64(w*(1.0/15+float64(w*(1.0/19+float64(w*(1.0/23))))))))))
	tail := float64(z*odd) + float64(w*even)
	// ln m = f - s (f - 2 tail): the leading term f is exact.
	return float64(k*ln2Hi) + (f - (float64(s*(f-float64(2*tail))) - float64(k*ln2Lo)))
}

// logRatioTo sets dst[i] to ln(a[i]/b[i]) of positive, normal numbers: log written
// out, since a call costs as much as the work in WebAssembly; TestLogRatioTo holds the two together.
func logRatioTo(dst, a, b *lane) {
	const sqrtHalf = 0x3fe6a09e667f3bcd
	for i := range dst {
		u := math.Float64bits(a[i]/b[i]) + (0x3ff0000000000000 - sqrtHalf)
		k := float64(int64(u>>52) - 1023)
		f := math.Float64frombits(u&0x000fffffffffffff+sqrtHalf) - 1
		s := f / (2 + f)
		z := float64(s * s)
		w := float64(z * z)
		even := 1.0/5 + float64(w*(1.0/9+float64(w*(1.0/13+float64(w*(1.0/17+float64(w*(1.0/21))))))))
		odd := 1.0/3 + float64(w*(1.0/7+float64(w*(1.0/11+float64(w*(1.0/15+float64(w*(1.0/19+float64(w*(1.0/23))))))))))
		tail := float64(z*odd) + float64(w*even)
		dst[i] = float64(k*ln2Hi) + (f - (float64(s*(f-float64(2*tail))) - float64(k*ln2Lo)))
	}
}
