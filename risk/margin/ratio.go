package margin

import "github.com/shopspring/decimal"

// A ratio is num/den with num >= 0 and den >= 0, not both zero; den 0 stands for
// infinity. Keeping it undivided keeps every comparison exact.
type ratio struct{ num, den decimal.Decimal }

// unity is the factor of a price that has not moved.
func unity() ratio { return ratio{one(), one()} }

// nearest returns whichever of low <= high is nearer to 1 in log distance; on a
// tie the lower one.
func nearest(low, high ratio) ratio {
	switch {
	case low.num.GreaterThanOrEqual(low.den): // 1 <= low
		return low
	case high.num.LessThanOrEqual(high.den): // high <= 1
		return high
	case low.num.Mul(high.num).GreaterThanOrEqual(low.den.Mul(high.den)): // 1/low <= high
		return low
	}
	return high
}
