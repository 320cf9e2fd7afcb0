package crash

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Text returns the parameters of every event in the form of risk/stress/data/events.txt, and the volatilities and correlations in
// that of markets.txt.
func Text(dir string) (events, markets string, err error) {
	var e, m strings.Builder
	e.WriteString(`# Paths of past crashes, from hourly prices that are not part of the project. Made by: go run ./internal/crash/gen -data DIR
# A line "= name|from|to|title|source" begins an event, "@ points" says at which thirds of an hour since from, then "asset basis logs": its log prices
# there, relative to from, in units of 1e-3, linear in between. Basis: mark (of the perpetual), last, spot, worst, bound. * is the median of all but BTC and ETH.
`)
	m.WriteString(`# Realised volatility (annual, 8760 hours) of hourly log returns, close to close, in the window, and their correlations with the assets before, in hundredths.
# Made with events.txt, by the same program.
`)
	for _, w := range Windows() {
		bars, err := w.Read(dir)
		if err != nil {
			return "", "", err
		}
		paths := Paths(bars)
		header(&e, w.Name, w.From.Format(time.RFC3339), w.From.Add(time.Duration(w.Hours)*time.Hour).Format(time.RFC3339), w.Title,
			"hourly USDT prices of a public copy of Binance data: mark of the perpetual for BTC, ETH and XRP, else spot, wicks cut to twice the median wick of the hour")
		all := append(paths, Median(bars, paths))
		knots := Reduce(all, Knots)
		points(&e, knots)
		for i, p := range all {
			asset, source := "*", Source("median")
			if i < len(bars) {
				asset, source = bars[i].Asset, bars[i].Source
			}
			var logs []float64
			for _, k := range knots {
				logs = append(logs, p[k])
			}
			line(&e, asset, source, logs...)
		}
		fmt.Fprintf(&m, "= %s\n", w.Name)
		writeMarket(&m, bars)
	}
	falls, err := ReadWorst(dir)
	if err != nil {
		return "", "", err
	}
	header(&e, Worst.Name, Worst.From, Worst.To, Worst.Title,
		"list of each asset's worst hours and days, Binance spot, fits to 2026-03-01: the fall from the close before 21:00 to the low, and before it where the day's is listed; none deeper than the deepest that marks confirm; what came after the low is not in it")
	points(&e, []int{Worst.Begins * thirds, Worst.Begins*thirds + 1})
	for _, f := range append(falls, MedianFall(falls)) {
		line(&e, f.Asset, f.Source, f.Before, f.Low)
	}
	return e.String(), m.String(), nil
}

func header(b *strings.Builder, name, from, to, title, source string) {
	fmt.Fprintf(b, "= %s|%s|%s|%s|%s\n", name, from, to, title, source)
}

func points(b *strings.Builder, knots []int) {
	b.WriteString("@")
	for _, k := range knots {
		fmt.Fprintf(b, " %d", k)
	}
	b.WriteByte('\n')
}

func line(b *strings.Builder, asset string, source Source, logs ...float64) {
	fmt.Fprintf(b, "%s %s", asset, source)
	for _, x := range logs {
		fmt.Fprintf(b, " %d", int(math.Round(x*1e3)))
	}
	b.WriteByte('\n')
}
