package backtest

import (
	"fmt"
	"math"
	"strings"
)

// The drawing: a square of log probability, said against happened.
const (
	plotSize   = 420
	plotLeft   = 64
	plotTop    = 40
	plotBottom = 56
	plotRight  = 20
	plotLow    = 0.0003 // what is rarer stands on the edge
)

// Plot draws the reliability of a model as SVG: for every bin what was said, across, against
// what happened, up, with its 95 % interval; both on a log scale from .03 % to
// 100 %. On the diagonal the model is right.
func Plot(title string, bins []Bin) string {
	var b strings.Builder
	width, height := plotLeft+plotSize+plotRight, plotTop+plotSize+plotBottom
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="sans-serif" font-size="12">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, "<title>%s: probability said against frequency that happened</title>\n", escape(title))
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="%d" y="24" font-size="15">%s</text>`+"\n", plotLeft, escape(title))
	x := func(p float64) float64 { return plotLeft + plotSize*place(p) }
	y := func(p float64) float64 { return plotTop + plotSize*(1-place(p)) }
	for _, p := range []float64{0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1} {
		fmt.Fprintf(&b, `<path d="M%.1f %d V%d M%d %.1f H%d" stroke="#ddd"/>`+"\n", x(p), plotTop, plotTop+plotSize, plotLeft, y(p), plotLeft+plotSize)
		label := fmt.Sprintf("%g", math.Round(1e4*p)/100)
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n", x(p), plotTop+plotSize+18, label)
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" text-anchor="end">%s</text>`+"\n", plotLeft-8, y(p)+4, label)
	}
	fmt.Fprintf(&b, `<path d="M%d %d H%d V%d" fill="none" stroke="#333"/>`+"\n", plotLeft, plotTop+plotSize, plotLeft+plotSize, plotTop+plotSize)
	fmt.Fprintf(&b, `<path d="M%d %d L%d %d" stroke="#888" stroke-dasharray="4 4"/>`+"\n", plotLeft, plotTop+plotSize, plotLeft+plotSize, plotTop)
	for _, bin := range bins {
		fmt.Fprintf(&b, `<path d="M%.1f %.1f V%.1f" stroke="#1f6feb" stroke-width="2"/>`, x(bin.Said), y(bin.Low), y(bin.High))
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="4" fill="#1f6feb"><title>said %.3g %%, happened %.3g %% (%.3g to %.3g), %d forecasts</title></circle>`+"\n",
			x(bin.Said), y(bin.Happened), 100*bin.Said, 100*bin.Happened, 100*bin.Low, 100*bin.High, bin.N)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">probability said, %%</text>`+"\n", plotLeft+plotSize/2, height-12)
	fmt.Fprintf(&b, `<text transform="translate(16 %d) rotate(-90)" text-anchor="middle">frequency that happened, %% (bars: 95 %% interval)</text>`+"\n", plotTop+plotSize/2)
	b.WriteString("</svg>\n")
	return b.String()
}

// place returns where a probability stands on the axis, from 0 to 1.
func place(p float64) float64 {
	return math.Log(math.Max(p, plotLow)/plotLow) / math.Log(1/plotLow)
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
