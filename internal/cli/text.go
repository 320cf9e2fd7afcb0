package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const (
	intervalHeading = ">95 % interval"
	intervalNote    = "The intervals carry " + simulationOnly + ": they say nothing about whether the model is right."
	anyPool         = "any pool"
	allPools        = "all pools"
)

// writeMargin writes the exact margin state: the positions of each pool under
// what the pool has and needs.
func writeMargin(s *sheet, m wire.Margin) {
	fmt.Fprintln(s, "Margin now, in the account's currency (exact)")
	t := newTable("<symbol", ">size", ">notional", ">PnL", ">mark", ">liquidation", ">distance")
	for _, p := range m.Pools {
		t.section("", poolHeading(p), fmt.Sprintf("equity %s, initial margin %s, maintenance margin %s",
			amount(p.Equity.Decimal), amount(p.InitialMargin.Decimal), amount(p.MaintenanceMargin.Decimal)))
		if len(p.Positions)+len(p.Assets) > 0 {
			t.addHeadings()
		}
		for _, h := range p.Assets {
			t.add(h.Asset, significant(h.Quantity.Decimal, 8).String(), amount(h.Value.Decimal), "", assetPrice(h), price(h.LiquidationPrice), assetDistance(h))
		}
		for _, q := range p.Positions {
			t.add(q.Symbol, q.Size.String(), amount(q.Notional.Decimal), amount(q.UnrealizedPnL.Decimal),
				price(&q.MarkPrice), price(q.LiquidationPrice), distance(q.LiquidationDistance))
		}
	}
	t.write(s)
	fmt.Fprintln(s)
	s.prose("", "Liquidation: the mark price at which the pool is liquidated, with the other prices held. PnL: unrealized, since entry.")
	writeReported(s, m)
}

// writeReported writes our liquidation prices beside those that the venue reported, where the document gives any.
func writeReported(s *sheet, m wire.Margin) {
	t := newTable("<symbol", "<pool", ">liquidation", ">reported", ">difference")
	for _, p := range m.Pools {
		for _, q := range p.Positions {
			if q.ReportedLiquidationPrice != nil {
				t.add(q.Symbol, p.Name, price(q.LiquidationPrice), price(q.ReportedLiquidationPrice), deviation(q.LiquidationPriceDifference))
			}
		}
	}
	if len(t.rows) > 0 {
		fmt.Fprintln(s, "\nLiquidation prices beside those that the venue reported")
		t.write(s)
	}
}

// assetPrice is the price now of a balance or debt; none without an amount.
func assetPrice(h wire.AssetState) string {
	if h.Quantity.IsZero() {
		return "-"
	}
	return price(&wire.Decimal{Decimal: margin.Quotient(h.Value.Decimal, h.Quantity.Decimal, 28)})
}

// assetDistance is how far its price is from liquidation.
func assetDistance(h wire.AssetState) string {
	if h.LiquidationPrice == nil || h.Value.IsZero() {
		return "-"
	}
	// price * quantity / value - 1
	moved := h.LiquidationPrice.Mul(h.Quantity.Decimal).Sub(h.Value.Decimal)
	return distance(&wire.Decimal{Decimal: margin.Quotient(moved, h.Value.Decimal, 12)})
}

// poolHeading names a pool, its kind and its state.
func poolHeading(p wire.PoolState) string {
	name, state := p.Name, "safe"
	if p.Kind != p.Name {
		name += " (" + p.Kind + ")"
	}
	if p.Liquidatable {
		state = "LIQUIDATABLE"
	}
	for _, t := range p.Thresholds {
		if t.Reached && t.Name != margin.LiquidationThreshold {
			state += ", " + t.Name + " level reached"
		}
	}
	switch {
	case p.HealthFactor != nil:
		return name + ": " + state + ", health factor " + ratio(p.HealthFactor)
	case p.EquityToMaintenance == nil:
		return name + ": " + state
	}
	return name + ": " + state + ", equity / maintenance margin " + ratio(p.EquityToMaintenance)
}

// alone reports whether at most one pool has positions or debts: then that any pool is
// liquidated, that all are, and that it is the first, all say the same as the pool's own probability.
func alone(m wire.Margin) bool {
	n := 0
	for _, p := range m.Pools {
		owes := slices.ContainsFunc(p.Assets, func(h wire.AssetState) bool { return h.Quantity.IsNegative() })
		if len(p.Positions) > 0 || owes {
			n++
		}
	}
	return n <= 1
}

// writeReport writes a simulation: probabilities first, then the exact state.
func writeReport(s *sheet, r *wire.Report) {
	fmt.Fprintf(s, "Probability of liquidation within %g hours\n", r.Provenance.HorizonHours)
	writeLiquidation(s, r.Liquidation, alone(r.Margin))
	writeSensitivity(s, r.Sensitivity)
	writeStress(s, r.Stress)
	fmt.Fprintln(s)
	writeMargin(s, r.Margin)
	writeEnd(s, r.Provenance, r.Warnings)
}

// writeSensitivity writes what the probability of any liquidation would be in another market, if that was asked.
func writeSensitivity(s *sheet, c *wire.Sensitivity) {
	if c == nil {
		return
	}
	fmt.Fprintln(s, "\nProbability of any liquidation, were the market otherwise")
	t := newTable("<market", ">probability", intervalHeading)
	for _, one := range c.Cases {
		name := "model " + one.Model
		switch one.Name {
		case risk.VolatilityLow:
			name = "volatilities one standard error lower"
		case risk.VolatilityHigh:
			name = "volatilities one standard error higher"
		}
		t.add(name, probability(one.Any), interval(one.Any))
	}
	t.write(s)
}

func writeLiquidation(s *sheet, l wire.Liquidation, alone bool) {
	t := newTable("<pool", ">probability", intervalHeading, ">median hours")
	for _, p := range l.Pools {
		t.add(p.Name, probability(p.Probability), interval(p.Probability), hours(p.MedianHoursToLiquidation))
	}
	if alone {
		t.write(s)
		return
	}
	t.add(anyPool, probability(l.Any), interval(l.Any), "")
	t.add(allPools, probability(l.All), interval(l.All), "")
	t.write(s)
	if may := append(steps(anyPool, l.Any), steps(allPools, l.All)...); len(may) > 0 {
		s.prose("", "Beside its interval, following pools together in few steps may move "+strings.Join(may, " and ")+" percentage points. More paths make that less.")
	}
	fmt.Fprintln(s, "\nProbability of being the first pool to be liquidated")
	t = newTable("<pool", ">probability", intervalHeading)
	for _, p := range l.Pools {
		t.add(p.Name, probability(p.First), interval(p.First))
	}
	t.write(s)
}

// steps says by how much the steps of paths may move an estimate, where that is more than its interval says.
func steps(name string, e wire.Estimate) []string {
	if e.Discretisation == nil || *e.Discretisation <= (e.High-e.Low)/2 {
		return nil
	}
	return []string{fmt.Sprintf("%s by up to %.2g", name, 100**e.Discretisation)}
}

func writeEnd(s *sheet, p wire.Provenance, warnings []string) {
	monitoring := "continuous monitoring"
	if h := p.Monitoring.EveryHours; h > 0 {
		monitoring = fmt.Sprintf("looked at every %g hours", h)
	}
	replicates := ""
	if p.Replicates > 1 {
		replicates = fmt.Sprintf(" in %d replicates", p.Replicates)
	}
	fmt.Fprintln(s)
	s.prose("", fmt.Sprintf("Model %s, %s, %d paths of %d steps%s%s, seed %d, method %s.", p.Model, monitoring, p.Paths, p.Steps, replicates, rounds(p), p.Seed, p.Method))
	s.prose("", intervalNote)
	writeWarnings(s, warnings)
}

// rounds says which rounds decided how many paths there are.
func rounds(p wire.Provenance) string {
	if len(p.Rounds) < 2 {
		return ""
	}
	text := ", after rounds of"
	for i, n := range p.Rounds[:len(p.Rounds)-1] {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(" %d", n)
	}
	return text + " to see how many it takes"
}

func writeWarnings(s *sheet, warnings []string) {
	for _, warning := range warnings {
		s.prose("Warning: ", warning)
	}
}
