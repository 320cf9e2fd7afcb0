package montecarlo

import "math"

// A survival holds probabilities not to have crossed: of each surface and of both ends of
// each edge; and the crossing probabilities of the last step.
type survival struct {
	single []lane
	pair   []lane
	cross  []lane
}

func newSurvival(surfaces, edges int) survival {
	return survival{make([]lane, surfaces), make([]lane, edges), make([]lane, surfaces)}
}

// reset makes all survive.
func (s *survival) reset() {
	for k := range s.single {
		fillWith(&s.single[k], 1)
	}
	for k := range s.pair {
		fillWith(&s.pair[k], 1)
	}
}

// copy takes over the probabilities not to have crossed.
func (s *survival) copy(from *survival) {
	copy(s.single, from.single)
	copy(s.pair, from.pair)
}

// advance multiplies the survivals of single surfaces by those of the last step.
func (s *survival) advance() {
	for k := range s.single {
		a, c := &s.single[k], &s.cross[k]
		for i := range a {
			a[i] = float64(a[i] * (1 - c[i]))
		}
	}
}

// crossing sets c to the probability that a surface at distances a and b at the ends of dt
// years is crossed in between: exp(-2ab/dt), 1 where an end is beyond it.
func crossing(a, b *lane, dt float64, continuous bool, c *lane) {
	if !continuous {
		for i := range c {
			c[i] = 0
			if b[i] <= 0 {
				c[i] = 1
			}
		}
		return
	}
	scale := -2 / dt
	for i := range c {
		c[i] = 0
		if a[i] > 0 && b[i] > 0 {
			c[i] = float64(float64(scale*a[i]) * b[i])
		}
	}
	expTo(c[:], c[:])
}

// dead sets v to the probability that some surface has been crossed: one minus, along the
// tree, S(root) times S(child, parent)/S(parent), which takes surfaces that are not joined as
// independent given the path and the one between them.
func (p *passage) dead(s *survival, v *lane) {
	if len(s.single) == 0 { // a book whose pools are all decided
		clear(v[:])
		return
	}
	*v = s.single[p.root]
	for k, e := range p.tree {
		a, pair := &s.single[e.parent], &s.pair[k]
		for i := range v {
			switch {
			case a[i] <= 0:
				v[i] = 0
			case pair[i] < a[i]:
				v[i] = float64(v[i] * (pair[i] / a[i]))
			}
		}
	}
	for i := range v {
		v[i] = 1 - v[i]
	}
}

// every sets v to the probability that every surface has been crossed, by the
// same tree for the complements.
func (p *passage) every(s *survival, v *lane) {
	if len(s.single) == 0 {
		clear(v[:])
		return
	}
	for i := range v {
		v[i] = 1 - s.single[p.root][i]
	}
	for k, e := range p.tree {
		a, b, pair := &s.single[e.parent], &s.single[e.child], &s.pair[k]
		for i := range v {
			parent := 1 - a[i]
			if parent > 0 {
				v[i] = float64(v[i] * math.Min(1, math.Max(0, parent-b[i]+pair[i])/parent))
			}
		}
	}
}

// A track adds up the increments of a probability, weighted.
type track struct{ at, sum lane }

func (t *track) reset() { clear(t.at[:]); clear(t.sum[:]) }

// rise takes in the probability's new value.
func (t *track) rise(to, weight *lane) {
	for i := range to {
		t.sum[i] += float64(weight[i] * (to[i] - t.at[i]))
	}
	t.at = *to
}

//go:noinline
func fillWith(v *lane, x float64) {
	for i := range v {
		v[i] = x
	}
}

// accumulate adds scale*load[k]*src[k] to v for every k, in order, four at a time: loads and stores of v cost as much as sums.
func accumulate(v *lane, load []float64, scale float64, src []lane) {
	src = src[:len(load)]
	k := 0
	for ; k+4 <= len(load); k += 4 {
		a, b, c, d := float64(load[k]*scale), float64(load[k+1]*scale), float64(load[k+2]*scale), float64(load[k+3]*scale)
		x, y, z, w := &src[k], &src[k+1], &src[k+2], &src[k+3]
		for i := range v {
			v[i] = v[i] + float64(a*x[i]) + float64(b*y[i]) + float64(c*z[i]) + float64(d*w[i])
		}
	}
	if k+2 <= len(load) {
		a, b := float64(load[k]*scale), float64(load[k+1]*scale)
		x, y := &src[k], &src[k+1]
		for i := range v {
			v[i] = v[i] + float64(a*x[i]) + float64(b*y[i])
		}
		k += 2
	}
	if k < len(load) {
		a, x := float64(load[k]*scale), &src[k]
		for i := range v {
			v[i] += float64(a * x[i])
		}
	}
}
