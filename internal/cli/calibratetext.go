package cli

import (
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// writeCalibration writes what was fitted, for people.
func writeCalibration(s *sheet, c *wire.Calibration) {
	d := c.Diagnostics
	s.prose("", fmt.Sprintf("Market at %s, from %s on. Annual volatilities in %%, +- one standard error.", c.Market.AsOf, d.Window.From))
	t := newTable("<asset", ">price", ">volatility", ">now", ">long run", ">tail dof", ">worst day")
	for _, a := range d.Assets {
		p := c.Market.Prices[a.Asset]
		dof := "-"
		if a.StudentT != nil {
			dof = plusMinus(a.StudentT.DegreesOfFreedom, 1, 1)
		}
		t.add(a.Asset, price(&p), plusMinus(a.Volatility[d.Volatility], 100, 0), optional(a.Fast), optional(a.Long), dof, fmt.Sprintf("%.1f %%", 100*a.WorstReturn))
	}
	t.write(s)
	if k := c.Market.Correlation; k != nil {
		fmt.Fprintf(s, "\nCorrelation (%s)\n", d.Correlation.Kind)
		writeCorrelation(s, k)
	}
	fmt.Fprintln(s)
	if d.Joint != nil {
		s.prose("", fmt.Sprintf("Joint Student-t: %s degrees of freedom over %d days.", plusMinus(d.Joint.DegreesOfFreedom, 1, 1), d.Joint.Days))
	}
	s.prose("", "Volatility: "+d.Volatility+". Model written: "+c.Market.Model.Kind+". --json has the market, and every fit with its standard error.")
	writeWarnings(s, d.Warnings)
}

// writeCorrelation writes what stands below the diagonal, in as many tables as the width takes.
func writeCorrelation(s *sheet, k *wire.Correlation) {
	wide := len("-0.00")
	for _, a := range k.Assets {
		wide = max(wide, len(a))
	}
	columns := max(1, (s.width-wide)/(wide+len(gap)))
	for from := 0; from < len(k.Assets); from += columns {
		to := min(from+columns, len(k.Assets))
		headings := []string{"<"}
		for _, a := range k.Assets[from:to] {
			headings = append(headings, ">"+a)
		}
		t := newTable(headings...)
		for i := from; i < len(k.Assets); i++ {
			cells := []string{k.Assets[i]}
			for j := from; j < to; j++ {
				if j > i {
					cells = append(cells, "")
					continue
				}
				cells = append(cells, fmt.Sprintf("%.2f", k.Matrix[i][j]))
			}
			t.add(cells...)
		}
		t.write(s)
		if to < len(k.Assets) {
			fmt.Fprintln(s)
		}
	}
}

// plusMinus writes a figure times a factor with its error.
func plusMinus(f wire.Figure, factor float64, places int) string {
	if f.StdErr == 0 {
		return fmt.Sprintf("%.*f", places, factor*f.Value)
	}
	return fmt.Sprintf("%.*f +- %.*f", places, factor*f.Value, places, factor*f.StdErr)
}

func optional(f *wire.Figure) string {
	if f == nil {
		return "-"
	}
	return plusMinus(*f, 100, 0)
}
