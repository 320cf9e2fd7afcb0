package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// replayNote labels every replay.
const replayNote = "A replay, not a forecast: prices go as they did then, from hour to hour, and nobody adds margin or closes a position."

func newStress(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "stress [NAME]",
		Short: "Past crashes that simulate can replay, with window, source and falls, or one of them in full",
		Args:  atMostOneName,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				list := wire.NewStressEvents()
				return c.write(list, func(s *sheet) { writeStressEvents(s, list) })
			}
			event, err := wire.NewStressEvent(args[0])
			if err != nil {
				return fail(err)
			}
			return c.write(event, func(s *sheet) { writeStressEvent(s, event.Events[0]) })
		},
	}
}

func writeStressEvents(s *sheet, list wire.StressEvents) {
	t := newTable("<name", "<from (UTC)", ">BTC", ">ETH", ">other coins")
	for _, e := range list.Events {
		t.add(e.Name, minute(e.From), lowOf(e.Assets, "BTC"), lowOf(e.Assets, "ETH"), lowOf(e.Assets, "*"))
	}
	t.write(s)
	fmt.Fprintln(s)
	s.prose("", "The lowest price against that at the start; of other coins the median, all at one time. \">=\": it fell no further.")
	for _, e := range list.Events {
		fmt.Fprintln(s)
		s.prose("", fmt.Sprintf("%s: %s, to %s", e.Name, e.Title, minute(e.To)))
		s.prose("Source: ", e.Source+".")
	}
}

// minute writes a time of the events without seconds and zone.
func minute(at string) string { return strings.Replace(at[:len("2006-01-02T15:04")], "T", " ", 1) }

func lowOf(assets []wire.StressAsset, name string) string {
	i := slices.IndexFunc(assets, func(a wire.StressAsset) bool { return a.Asset == name })
	if i < 0 {
		return "-"
	}
	return low(assets[i])
}

func low(a wire.StressAsset) string {
	if a.Basis == "bound" {
		return ">= " + move(a.Low)
	}
	return move(a.Low)
}

// move writes a change of a price as a percentage.
func move(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) }

func writeStressEvent(s *sheet, e wire.StressEvent) {
	s.prose("", e.Name+": "+e.Title)
	s.prose("", fmt.Sprintf("%s to %s, %.4g hours.", e.From, e.To, e.Hours[len(e.Hours)-1]))
	s.prose("Source: ", e.Source+".")
	fmt.Fprintln(s)
	volatility := map[string]float64{}
	if e.Market != nil {
		volatility = e.Market.Volatility
	}
	t := newTable("<asset", "<basis", ">low", ">hour", ">high", ">hour", ">end", ">volatility")
	for _, a := range e.Assets {
		v := "-"
		if x, ok := volatility[a.Asset]; ok {
			v = fmt.Sprintf("%.0f %%", 100*x)
		}
		t.add(a.Asset, a.Basis, low(a), fmt.Sprintf("%.1f", a.LowHours), move(a.High), fmt.Sprintf("%.1f", a.HighHours), move(a.End), v)
	}
	t.write(s)
	fmt.Fprintln(s)
	s.prose("", "* is the median of all but BTC and ETH, at each time. Volatility is annual, of hourly returns. --json has the paths, and volatility and correlation in the form of a scenario's market.")
}

// writeStress writes what past crashes would do, if that was asked.
func writeStress(s *sheet, events []wire.Stress) {
	if len(events) == 0 {
		return
	}
	fmt.Fprintln(s, "\nPast crashes, replayed on this account")
	t := newTable("<pool", "<liquidated", ">lowest equity/maint.", ">survives up to")
	for i, e := range events {
		var falls []string
		for _, a := range e.Assets {
			if a.Basis != "held" {
				falls = append(falls, a.Asset+" "+low(a))
			}
		}
		t.section(fmt.Sprintf("%s, %s, %.4g hours: %s. Equity %s, %s at its lowest, %s at the end.", e.Event, e.Title, e.Hours, orNothing(falls),
			money(e.Equity), money(e.LowestEquity), money(e.EndEquity)))
		if i == 0 {
			t.addHeadings()
		}
		for _, p := range e.Pools {
			if p.LowestEquityToMaintenance != nil || p.Liquidated { // else there is nothing to liquidate
				t.add(p.Name, outcome(p), orDash(p.LowestEquityToMaintenance, "%.2f"), orMore(p.Scale))
			}
		}
	}
	t.write(s)
	s.prose("", replayNote+" \"Survives up to\" is in multiples of the event's moves; equity is in the account's currency, were nothing liquidated.")
	for _, e := range events {
		for _, n := range stressNotes(e) {
			s.prose(e.Event+": ", n)
		}
	}
}

// stressNotes says what is assumed of assets without prices of their own.
func stressNotes(e wire.Stress) []string {
	by := map[string][]string{}
	for _, a := range e.Assets {
		name := a.Asset
		if a.As != "" {
			name += " as " + a.As
		}
		by[a.Basis] = append(by[a.Basis], name)
	}
	var notes []string
	for _, n := range []struct{ basis, text string }{
		{"median", "Without prices then, by the median of all coins but BTC and ETH, of which a small one may well have fallen further: %s."},
		{"wrapped", "By what they stand for: %s."},
		{"held", "Left where they are, as stable: %s."},
		{"bound", "Known is only that they fell by no more than this: %s."},
	} {
		if names := by[n.basis]; len(names) > 0 {
			notes = append(notes, fmt.Sprintf(n.text, strings.Join(names, ", ")))
		}
	}
	return notes
}

func orNothing(falls []string) string {
	if len(falls) == 0 {
		return "no price of the account moves"
	}
	return strings.Join(falls, ", ")
}

// money writes an amount that has been through floating point.
func money(x float64) string { return fmt.Sprintf("%.2f", x) }

func outcome(p wire.StressPool) string {
	if p.HoursToLiquidation == nil {
		return "no"
	}
	return fmt.Sprintf("after %.1f h", *p.HoursToLiquidation)
}

func orDash(x *float64, format string) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf(format, *x)
}

func orMore(scale *float64) string {
	if scale == nil {
		return "more than 4"
	}
	return fmt.Sprintf("%.2f", *scale)
}

// writeStressModes writes the same for the modes of a comparison.
func writeStressModes(s *sheet, m wire.Modes) {
	if m.AsGiven == nil || len(m.AsGiven.Stress) == 0 {
		return
	}
	fmt.Fprintln(s, "\nPast crashes: up to which multiple of its moves every pool survives")
	t := newTable("<event", ">isolated", ">cross", ">as given")
	for i, e := range m.AsGiven.Stress {
		row := []string{e.Event}
		for _, mode := range []*wire.Mode{m.Isolated, m.Cross, m.AsGiven} {
			if mode == nil {
				row = append(row, "-")
			} else {
				row = append(row, orMore(mode.Stress[i].Scale))
			}
		}
		t.add(row...)
	}
	t.write(s)
	s.prose("", replayNote)
}
