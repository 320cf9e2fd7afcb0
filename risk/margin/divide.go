package margin

import (
	"math/big"

	"github.com/shopspring/decimal"
)

const (
	priceDigits = 28 // significant digits of prices and initial margins
	ratioDigits = 12 // significant digits of ratios
	termDigits  = 40 // significant digits of quotients inside an equity or a margin
)

// A rounding is the direction in which a quotient is rounded.
type rounding int

const (
	halfEven rounding = iota
	floor             // toward minus infinity
	ceil              // toward plus infinity
)

// Quotient returns num/den to the given number of significant digits, at least 1,
// rounded half to even: the one way in which money is divided. The relative error is at
// most 5*10^-digits. den must not be zero.
func Quotient(num, den decimal.Decimal, digits int64) decimal.Decimal {
	return divide(num, den, digits, halfEven)
}

// divide is Quotient with a direction. Rounded down or up, the relative error is
// below 10^(1-digits).
func divide(num, den decimal.Decimal, digits int64, mode rounding) decimal.Decimal {
	if num.IsZero() {
		return decimal.Decimal{}
	}
	n, d := num.Coefficient(), den.Coefficient()
	negative := n.Sign() != d.Sign()
	n.Abs(n)
	d.Abs(d)
	// The quotient of a and b digits has a-b or a-b+1; this shift gives it digits or digits+1.
	shift := digits + int64(den.NumDigits()) - int64(num.NumDigits())
	exp := int64(num.Exponent()) - int64(den.Exponent()) - shift
	if shift > 0 {
		n.Mul(n, pow10(shift))
	} else {
		d.Mul(d, pow10(-shift))
	}
	q, r := n.QuoRem(n, d, new(big.Int))
	if q.Cmp(pow10(digits)) >= 0 {
		// One digit too many: divide by ten and fold the lost digit into the remainder.
		digit := new(big.Int)
		q.QuoRem(q, big.NewInt(10), digit)
		r.Add(r, digit.Mul(digit, d))
		d.Mul(d, big.NewInt(10))
		exp++
	}
	if away(q, r, d, mode, negative) {
		q.Add(q, big.NewInt(1))
	}
	if negative {
		q.Neg(q)
	}
	return decimal.NewFromBigInt(q, int32(exp)).Normalize()
}

// away reports whether q, the truncated size of a quotient, is to be made larger:
// r is what remains of the division by d.
func away(q, r, d *big.Int, mode rounding, negative bool) bool {
	if mode != halfEven {
		return r.Sign() > 0 && (mode == floor) == negative
	}
	c := r.Lsh(r, 1).Cmp(d) // compare twice the remainder with the divisor
	return c > 0 || (c == 0 && q.Bit(0) == 1)
}

// pow10 returns 10^n for n >= 0.
func pow10(n int64) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil)
}

// one returns 1.
func one() decimal.Decimal { return decimal.New(1, 0) }
