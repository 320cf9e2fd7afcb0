package montecarlo

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A Tally holds the results of some blocks of one simulation, a vector each, kept apart until
// all are there, so that sums are always taken in the order of blocks. It is not
// safe for concurrent use.
type Tally struct {
	size   int
	blocks map[int][]float64
}

func newTally(size int) *Tally { return &Tally{size: size, blocks: map[int][]float64{}} }

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

// complete returns the vectors of all blocks in order.
func (t *Tally) complete(blocks int) ([][]float64, error) {
	var all [][]float64
	for b := range blocks {
		s, ok := t.blocks[b]
		if !ok {
			return nil, fmt.Errorf("montecarlo: block %d of %d is missing", b, blocks)
		}
		all = append(all, s)
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
		for _, x := range s {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(x))
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
	if count > MaxBlocks || uint64(len(data)) != count*(4+8*size) {
		return fmt.Errorf("montecarlo: %d bytes are no tally of %d blocks and %d outputs", len(data), count, size)
	}
	*t = *newTally(int(size))
	for range count {
		b := int(binary.LittleEndian.Uint32(data))
		data = data[4:]
		s := make([]float64, size)
		for k := range s {
			s[k] = math.Float64frombits(binary.LittleEndian.Uint64(data))
			data = data[8:]
		}
		if _, ok := t.blocks[b]; ok || b >= MaxBlocks {
			return fmt.Errorf("montecarlo: tally has block %d twice or out of range", b)
		}
		t.blocks[b] = s
	}
	return nil
}
