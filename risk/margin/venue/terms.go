package venue

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// terms are a venue's margin.Terms by the kind of pool, with the contract sizes
// of inverse contracts by coin.
type terms struct {
	isolated, pooled margin.Terms // pooled: cross and named pools
	faces            map[string]decimal.Decimal
	face             decimal.Decimal // of coins that faces does not list
}

func (t terms) of(s margin.Symbol, kind margin.Kind) margin.Terms {
	out := t.pooled
	if kind == margin.Isolated {
		out = t.isolated
	}
	if s.Inverse() {
		out.ContractSize = t.face
		if face, ok := t.faces[s.Base]; ok {
			out.ContractSize = face
		}
	}
	return out
}

// fraction parses a literal of the package's own data.
func fraction(s string) decimal.Decimal { return decimal.RequireFromString(s) }
