package montecarlo

import "math"

// both returns the probability that two events of probabilities p and q happen
// together when they are joined by a Gaussian copula of correlation r:
//
//	pq + 1/(2 pi) integral from 0 to asin r of exp(-(h^2 - 2hk sin t + k^2)/(2 cos^2 t)) dt
//
// (Plackett, Biometrika 41, 1954), h and k their normal quantiles, by 20-point
// Gauss-Legendre in tau = tan(t/2), which needs no trigonometry. TestBoth has the
// error, below 1e-6. Where either probability is below 1e-10 the copula cannot matter.
func both(p, q, r float64) float64 {
	switch {
	case p >= 1:
		return q
	case q >= 1:
		return p
	case p < 1e-10 || q < 1e-10 || r == 0:
		return float64(p * q)
	case r > 1-1e-12:
		return math.Min(p, q)
	case r < -1+1e-12:
		return math.Max(0, p+q-1)
	}
	h, k := quantile(p), quantile(q)
	hk, squares := float64(h*k), float64(h*h)+float64(k*k)
	top := r / (1 + math.Sqrt(float64((1-r)*(1+r))))
	sum := 0.0
	for _, n := range &legendre {
		tau := float64(top * n[0])
		t2 := float64(tau * tau)
		d := 1 / (1 + t2)
		sine := float64(2 * float64(tau*d))
		cosine := float64((1 - t2) * d)
		e := (squares - float64(2*float64(hk*sine))) / float64(-2*float64(cosine*cosine))
		sum += float64(float64(n[1]*d) * exp(e))
	}
	b := float64(p*q) + float64(float64(top*sum)*(1/math.Pi))
	return math.Min(math.Max(b, math.Max(0, p+q-1)), math.Min(p, q))
}

// legendre holds nodes and weights of 20-point Gauss-Legendre quadrature on
// [0, 1]; TestLegendre checks its moments.
var legendre = [20][2]float64{
	{0.00343570040745253761, 0.00880700356957605916},
	{0.0180140363610431044, 0.0203007149001934707},
	{0.0438827858743370471, 0.0313360241670545318},
	{0.0804415140888905883, 0.0416383707883523744},
	{0.126834046769924604, 0.0509650599086202175},
	{0.181973159636742487, 0.0590972659807592087},
	{0.244566499024586451, 0.0658443192245883134},
	{0.31314695564229022, 0.0710480546591910257},
	{0.386107074429177461, 0.0745864932363018734},
	{0.461736739433251333, 0.0763766935653629253},
	{0.538263260566748667, 0.0763766935653629253},
	{0.613892925570822539, 0.0745864932363018734},
	{0.68685304435770978, 0.0710480546591910257},
	{0.755433500975413549, 0.0658443192245883134},
	{0.818026840363257513, 0.0590972659807592087},
	{0.873165953230075396, 0.0509650599086202175},
	{0.919558485911109412, 0.0416383707883523744},
	{0.956117214125662953, 0.0313360241670545318},
	{0.981985963638956896, 0.0203007149001934707},
	{0.996564299592547462, 0.00880700356957605916},
}
