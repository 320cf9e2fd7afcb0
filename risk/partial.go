package risk

import "github.com/plimsoll-risk/plimsoll/montecarlo"

// A Partial is the result of some blocks of a plan: small, mergeable, serialisable.
// It is not safe for concurrent use.
type Partial struct{ tally *montecarlo.Tally }

// Run simulates blocks [from, to), 0 <= from <= to <= Blocks(). It is a pure function of the plan
// and the range.
func (p *Plan) Run(from, to int) *Partial { return &Partial{p.sim.Run(from, to)} }

// Merge adds the blocks of q. The order does not matter; a block that both hold
// is an error.
func (q *Partial) Merge(other *Partial) error { return q.tally.Merge(other.tally) }

// MarshalBinary encodes the partial.
func (q *Partial) MarshalBinary() ([]byte, error) { return q.tally.MarshalBinary() }

// Partial decodes what MarshalBinary wrote for this plan.
func (p *Plan) Partial(data []byte) (*Partial, error) {
	t := &montecarlo.Tally{}
	if err := t.UnmarshalBinary(data); err != nil {
		return nil, err
	}
	q := p.Run(0, 0)
	return q, q.tally.Merge(t)
}
