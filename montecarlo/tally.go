package montecarlo

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A Tally holds the results of some blocks of one simulation, kept apart until
// all are there, so that sums are always taken in the order of blocks. It is not
// safe for concurrent use.
type Tally struct {
	size   int
	blocks map[int]sums
}

// sums are the sums and sums of squares of every output over the paths of a block.
type sums struct {
	paths       int
	sum, square []float64
}

func newTally(size int) *Tally { return &Tally{size: size, blocks: map[int]sums{}} }

func newSums(size int) sums {
	return sums{sum: make([]float64, size), square: make([]float64, size)}
}

// add accumulates the first n values of v into output k.
func (s *sums) add(k int, v *lane, n int) {
	var sum, square float64
	for _, x := range v[:n] {
		sum += x
		square += float64(x * x)
	}
	s.sum[k] += sum
	s.square[k] += square
}

// Merge adds the blocks of q. A block that both hold is an error, and so is a tally
// of another simulation as far as its size shows.
func (t *Tally) Merge(q *Tally) error {
	if t.size != q.size {
		return fmt.Errorf("montecarlo: merging a tally of %d outputs into one of %d", q.size, t.size)
	}
	for b := range q.blocks {
		if _, ok := t.blocks[b]; ok {
			return fmt.Errorf("montecarlo: block %d merged twice", b)
		}
	}
	for b, s := range q.blocks {
		t.blocks[b] = s
	}
	return nil
}

// Blocks returns how many blocks the tally holds.
func (t *Tally) Blocks() int { return len(t.blocks) }

// total folds the blocks in order.
func (t *Tally) total(blocks int) (sums, error) {
	all := newSums(t.size)
	for b := range blocks {
		s, ok := t.blocks[b]
		if !ok {
			return all, fmt.Errorf("montecarlo: block %d of %d is missing", b, blocks)
		}
		all.paths += s.paths
		for k := range all.sum {
			all.sum[k] += s.sum[k]
			all.square[k] += s.square[k]
		}
	}
	return all, nil
}

// MarshalBinary encodes the tally: little-endian, blocks ascending.
func (t *Tally) MarshalBinary() ([]byte, error) {
	out := binary.LittleEndian.AppendUint32(nil, uint32(t.size))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(t.blocks)))
	for b := 0; b < MaxBlocks; b++ {
		s, ok := t.blocks[b]
		if !ok {
			continue
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(b))
		out = binary.LittleEndian.AppendUint32(out, uint32(s.paths))
		for _, v := range [][]float64{s.sum, s.square} {
			for _, x := range v {
				out = binary.LittleEndian.AppendUint64(out, math.Float64bits(x))
			}
		}
	}
	return out, nil
}

// UnmarshalBinary decodes what MarshalBinary wrote.
func (t *Tally) UnmarshalBinary(data []byte) error {
	if len(data) < 8 {
		return errors.New("montecarlo: tally is cut short")
	}
	size := uint64(binary.LittleEndian.Uint32(data))
	count := uint64(binary.LittleEndian.Uint32(data[4:]))
	data = data[8:]
	if count > MaxBlocks || uint64(len(data)) != count*(8+16*size) {
		return fmt.Errorf("montecarlo: %d bytes are no tally of %d blocks and %d outputs", len(data), count, size)
	}
	*t = *newTally(int(size))
	for range count {
		b := int(binary.LittleEndian.Uint32(data))
		s := newSums(int(size))
		s.paths = int(binary.LittleEndian.Uint32(data[4:]))
		data = data[8:]
		for _, v := range [][]float64{s.sum, s.square} {
			for k := range v {
				v[k] = math.Float64frombits(binary.LittleEndian.Uint64(data))
				data = data[8:]
			}
		}
		if _, ok := t.blocks[b]; ok || b >= MaxBlocks {
			return fmt.Errorf("montecarlo: tally has block %d twice or out of range", b)
		}
		t.blocks[b] = s
	}
	return nil
}
