package montecarlo

import "math/bits"

// A stream is the random source of one path block: xoshiro256++ of Blackman and
// Vigna (ACM Trans. Math. Softw. 47, 2021), seeded from (seed, block) through
// splitmix64. Blocks are therefore independent of each other and of how they are
// shared between workers. TestStream pins both generators to published outputs.
type stream struct{ s0, s1, s2, s3 uint64 }

// newStream returns the stream of a block. Two chained splitmix64 walks keep
// (seed, block) and (seed+1, block-1) apart.
func newStream(seed, block uint64) stream {
	var g stream
	state := seed
	a := splitmix64(&state)
	state = a ^ pathSalt ^ bits.RotateLeft64(block, 32)
	splitmix64(&state)
	state ^= block
	g.s0 = splitmix64(&state)
	g.s1 = splitmix64(&state)
	g.s2 = splitmix64(&state)
	g.s3 = splitmix64(&state)
	return g
}

// pathSalt separates path streams from any other use of the same seed.
const pathSalt = 0xa0761d6478bd642f

// splitmix64 advances state and returns the next output (Steele, Lea and Flood,
// OOPSLA 2014).
func splitmix64(state *uint64) uint64 {
	*state += 0x9e3779b97f4a7c15
	z := *state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// next returns the next 64 random bits.
func (g *stream) next() uint64 {
	r := bits.RotateLeft64(g.s0+g.s3, 23) + g.s0
	t := g.s1 << 17
	g.s2 ^= g.s0
	g.s3 ^= g.s1
	g.s1 ^= g.s2
	g.s0 ^= g.s3
	g.s2 ^= t
	g.s3 = bits.RotateLeft64(g.s3, 45)
	return r
}

// RoundSeed returns the seed of a round of a simulation, from 0: streams and scramblings of other rounds are
// independent. That of round 0 is the simulation's own.
func RoundSeed(seed uint64, round int) uint64 {
	if round == 0 {
		return seed
	}
	state := seed ^ roundSalt
	for range round {
		seed = splitmix64(&state)
	}
	return seed
}

// roundSalt separates the seeds of rounds from any other use of the same seed.
const roundSalt = 0xe7037ed1a0b428db
