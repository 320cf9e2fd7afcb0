package main

import (
	"bytes"
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

const (
	intervalHeading = ">95 % interval (" + simulationOnly + ")"
	anyPool         = "any pool"
	allPools        = "all pools"
)

// writeMargin writes the exact margin state: a table of pools and one of positions.
func writeMargin(w *bytes.Buffer, m wire.Margin) {
	fmt.Fprintln(w, "Margin now, in the account's currency (exact)")
	pools := newTable("<pool", "<kind", ">equity", ">initial margin", ">maintenance margin", ">equity / maintenance", "<state")
	positions := newTable("<pool", "<symbol", ">size", ">notional", ">unrealized PnL", ">mark price", ">liquidation price", ">distance")
	for _, p := range m.Pools {
		state := "safe"
		if p.Liquidatable {
			state = "LIQUIDATABLE"
		}
		pools.add(p.Name, p.Kind, amount(p.Equity.Decimal), amount(p.InitialMargin.Decimal), amount(p.MaintenanceMargin.Decimal),
			ratio(p.EquityToMaintenance), state)
		for _, q := range p.Positions {
			positions.add(p.Name, q.Symbol, q.Size.String(), amount(q.Notional.Decimal), amount(q.UnrealizedPnL.Decimal),
				price(&q.MarkPrice), price(q.LiquidationPrice), distance(q.LiquidationDistance))
		}
	}
	pools.write(w)
	fmt.Fprintln(w, "\nPositions (liquidation price: the mark at which the pool is liquidated, other prices held)")
	positions.write(w)
}

// writeReport writes a simulation: probabilities first, then the exact state.
func writeReport(w *bytes.Buffer, r *wire.Report) {
	fmt.Fprintf(w, "Probability of liquidation within %g hours\n", r.Provenance.HorizonHours)
	writeLiquidation(w, r.Liquidation)
	fmt.Fprintln(w)
	writeMargin(w, r.Margin)
	writeEnd(w, r.Provenance, r.Warnings)
}

func writeLiquidation(w *bytes.Buffer, l wire.Liquidation) {
	t := newTable("<pool", ">probability", intervalHeading, ">is the first", ">median hours")
	for _, p := range l.Pools {
		t.add(p.Name, probability(p.Probability), interval(p.Probability), probability(p.First), hours(p.MedianHoursToLiquidation))
	}
	t.add(anyPool, probability(l.Any), interval(l.Any), "", "")
	t.add(allPools, probability(l.All), interval(l.All), "", "")
	t.write(w)
}

// writeComparison writes the modes side by side, their differences and the verdict.
func writeComparison(w *bytes.Buffer, c *wire.Comparison) {
	fmt.Fprintf(w, "Probability of liquidation within %g hours, on the same paths\n", c.Provenance.HorizonHours)
	t := newTable("<mode", "<pool", ">probability", intervalHeading)
	for _, m := range []struct {
		name string
		mode *wire.Mode
	}{{"isolated", c.Modes.Isolated}, {"cross", c.Modes.Cross}, {"as given", c.Modes.AsGiven}} {
		if m.mode == nil {
			continue
		}
		t.add(m.name, anyPool, probability(m.mode.Any), interval(m.mode.Any))
		t.add("", allPools, probability(m.mode.All), interval(m.mode.All))
		for _, p := range m.mode.Pools {
			t.add("", p.Name, probability(p.Probability), interval(p.Probability))
		}
	}
	t.write(w)
	fmt.Fprintln(w, "\nDifferences of P(any pool liquidated), in percentage points")
	t = newTable("<difference", ">estimate", intervalHeading)
	for _, d := range c.Differences {
		t.add(d.A+" - "+d.B, difference(d.Any), interval(d.Any))
	}
	t.write(w)
	fmt.Fprintf(w, "\nLeast likely to be liquidated: %s\n", c.Verdict.Mode)
	for _, because := range c.Verdict.Because {
		fmt.Fprintf(w, "- %s\n", because)
	}
	writeEnd(w, c.Provenance, c.Warnings)
}

// difference writes a difference of probabilities, where zero is a value like
// any other.
func difference(e wire.Estimate) string {
	if isExact(e) {
		return probability(e)
	}
	return fmt.Sprintf("%+.*f %%", places(e), 100*e.Value)
}

func writeEnd(w *bytes.Buffer, p wire.Provenance, warnings []string) {
	monitoring := "continuous monitoring"
	if h := p.Monitoring.EveryHours; h > 0 {
		monitoring = fmt.Sprintf("looked at every %g hours", h)
	}
	fmt.Fprintf(w, "\nModel %s, %s, %d paths of %d steps, seed %d, method %s.\n", p.Model, monitoring, p.Paths, p.Steps, p.Seed, p.Method)
	fmt.Fprintf(w, "Intervals and probabilities carry %s: they say nothing about whether the model is right.\n", simulationOnly)
	writeWarnings(w, warnings)
}

func writeWarnings(w *bytes.Buffer, warnings []string) {
	for _, warning := range warnings {
		fmt.Fprintf(w, "Warning: %s\n", warning)
	}
}
