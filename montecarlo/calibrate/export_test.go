package calibrate

// What the tests of the numerics need.
var (
	Cholesky        = cholesky
	InverseDiagonal = inverseDiagonal
	Lgamma          = lgamma
	Log1p           = log1p
	Exp2            = exp2
	Sin             = sin
	Cos             = cos
)

// Minimise runs the simplex from a point and then the climb.
func Minimise(f func([]float64) float64, from []float64) (simplexEnd, climbEnd []float64) {
	end := simplex(f, from, 0.5, 2000)
	return end.x, climb(f, end).x
}
