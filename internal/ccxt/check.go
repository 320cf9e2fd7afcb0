package ccxt

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Comparison holds our liquidation price of a position against the one that the exchange reported.
type Comparison struct {
	Symbol                     string        `json:"symbol"`
	Pool                       string        `json:"pool"`
	Size                       wire.Decimal  `json:"size"`
	LiquidationPrice           *wire.Decimal `json:"liquidationPrice"`           // null where there is none
	ReportedLiquidationPrice   *wire.Decimal `json:"reportedLiquidationPrice"`   // null where the exchange gave none
	LiquidationPriceDifference *wire.Decimal `json:"liquidationPriceDifference"` // ours / theirs - 1
	Notes                      []string      `json:"notes,omitempty"`            // why either is missing
}

// check reads the scenario as any command would, and compares liquidation prices. Errors carry the paths of what was imported.
func (r *reader) check(i *Import) error {
	document, err := wire.Encode(i.Scenario)
	if err != nil {
		return err
	}
	in, err := wire.Decode(document)
	if err != nil {
		return r.locate(err)
	}
	a := wire.NewAssessment(in)
	i.Warnings = a.Warnings
	for _, pool := range a.Margin.Pools {
		for _, p := range pool.Positions {
			c := Comparison{
				Symbol:                     p.Symbol,
				Pool:                       pool.Name,
				Size:                       p.Size,
				LiquidationPrice:           p.LiquidationPrice,
				ReportedLiquidationPrice:   p.ReportedLiquidationPrice,
				LiquidationPriceDifference: p.LiquidationPriceDifference,
			}
			if c.LiquidationPrice == nil {
				c.Notes = append(c.Notes, "There is no liquidation price: "+p.NoLiquidationPrice+".")
			}
			if c.ReportedLiquidationPrice == nil {
				c.Notes = append(c.Notes, "The exchange reported no liquidation price.")
			}
			i.Positions = append(i.Positions, c)
		}
	}
	return nil
}

// sourceNames are the names of ccxt for those of a scenario's positions.
func sourceNames() map[string]string {
	return map[string]string{"size": "contracts", "margin": "collateral", "reportedLiquidationPrice": "liquidationPrice"}
}

// locate turns paths of the scenario into those of what was imported.
func (r *reader) locate(err error) error {
	var errs margin.Errors
	if !errors.As(err, &errs) {
		return err
	}
	located := make(margin.Errors, len(errs))
	for i, e := range errs {
		e.Path = r.source(e.Path)
		located[i] = e
	}
	return located
}

// source returns the path of what stands at a path of the scenario.
func (r *reader) source(path string) string {
	var k int
	switch rest := path; {
	case path == "account.venue":
		return "--venue"
	case path == "account.rules.asOf":
		return "--as-of"
	case path == "account.currency":
		return "--currency"
	case strings.HasPrefix(path, "account.rules.tiers"):
		return strings.TrimPrefix(path, "account.rules.")
	case scan(&rest, "account.positions", &k) && k < len(r.positions):
		name := strings.TrimPrefix(rest, ".")
		if of, ok := sourceNames()[name]; ok {
			name = of
		}
		return r.positions[k].at(name)
	case scan(&rest, "account.balances", &k) && k < len(r.balances):
		return "balance.total." + r.balances[k].Asset
	}
	return path
}

// scan reads prefix[k] off the front of a path.
func scan(path *string, prefix string, k *int) bool {
	rest, ok := strings.CutPrefix(*path, prefix+"[")
	if !ok {
		return false
	}
	index, rest, ok := strings.Cut(rest, "]")
	if _, err := fmt.Sscanf(index, "%d", k); err != nil || !ok {
		return false
	}
	*path = rest
	return true
}
