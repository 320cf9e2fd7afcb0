package cli

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// rejection is the p-value below which a coverage test is counted as failed.
const rejection = 0.05

// writeBacktest writes how the models did, for people: all scores, and the
// reliability of the best.
func writeBacktest(s *sheet, b *wire.Backtest) {
	f := b.Forecasts
	s.prose("", fmt.Sprintf("%d forecasts on %d asset-days, %s to %s, %d of them core; %.1f %% of the barriers were touched.",
		f.Count, f.AssetDays, f.From, f.To, f.Core, 100*f.Touched))
	fmt.Fprintln(s)
	t := newTable("<model", ">log score", ">above the best", ">Brier", ">skill", ">failed")
	for _, m := range b.Models {
		above := "best"
		if m.Difference > 0 {
			above = fmt.Sprintf("%.4f +- %.4f", m.Difference, m.DifferenceStdErr)
		}
		failed := 0
		for _, c := range m.Coverage {
			if c.Kupiec < rejection {
				failed++
			}
		}
		t.add(m.Name, fmt.Sprintf("%.4f", m.LogScore), above, fmt.Sprintf("%.4f", m.Brier), fmt.Sprintf("%+.1f %%", 100*m.Skill), fmt.Sprintf("%d of %d", failed, len(m.Coverage)))
	}
	t.write(s)
	if len(b.Models) > 0 {
		best := b.Models[0]
		fmt.Fprintf(s, "\nReliability of %s, in %%\n", best.Name)
		t := newTable(">said", ">happened", ">95 % interval", ">forecasts")
		for _, bin := range best.Reliability {
			t.add(fmt.Sprintf("%.3g", 100*bin.Said), fmt.Sprintf("%.3g", 100*bin.Happened),
				fmt.Sprintf("%.3g to %.3g", 100*bin.Low, 100*bin.High), fmt.Sprint(bin.Count))
		}
		t.write(s)
	}
	fmt.Fprintln(s)
	s.prose("", "Log score and Brier: less is better, each horizon counting alike. Skill: against the raw frequency of the last year. Failed: Kupiec's test at 5 %, of each asset, horizon and barrier.")
	for _, note := range b.Notes {
		s.prose("", note)
	}
}
