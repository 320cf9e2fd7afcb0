//go:build ignore

// Generate packs leverage brackets into the compact form that table.go reads.
// From the folder risk/margin/venue:
//
//	go run generate.go -asof 2026-05-01 < brackets.csv > data/binance-usdm-2026-05-01.txt
//
// The CSV has a header and the columns symbol, minNotional, maxNotional,
// maintenanceMarginRate, maxLeverage, deduction, tiers of a symbol in ascending
// order. Symbols with the same tiers share a line. The lower edge and the
// deduction are not stored: they follow from the other tiers, and this program
// fails where they do not.
package main

import (
	"bufio"
	"encoding/csv"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

func main() {
	asOf := flag.String("asof", "", "date of the brackets, YYYY-MM-DD")
	source := flag.String("source", "exchange API, as served about the date", "where they come from")
	flag.Parse()
	rows, err := csv.NewReader(os.Stdin).ReadAll()
	if err != nil {
		log.Fatal(err)
	}
	var symbols []string
	tiers := make(map[string][]margin.Tier)
	for i, r := range rows[1:] {
		var d [5]decimal.Decimal
		for j := range d {
			if d[j], err = decimal.NewFromString(r[j+1]); err != nil {
				log.Fatalf("row %d: %v", i+2, err)
			}
		}
		if tiers[r[0]] == nil {
			symbols = append(symbols, r[0])
		}
		tiers[r[0]] = append(tiers[r[0]], margin.Tier{MinNotional: d[0], MaxNotional: d[1],
			MaintenanceMarginFraction: d[2], MaxLeverage: d[3], Deduction: d[4], DeductionGiven: true})
	}
	var lines []string
	sharing := make(map[string][]string)
	for _, symbol := range symbols {
		if _, err := margin.NewSchedule(tiers[symbol]); err != nil {
			log.Fatalf("%s: %v", symbol, err)
		}
		line := pack(tiers[symbol])
		if sharing[line] == nil {
			lines = append(lines, line)
		}
		sharing[line] = append(sharing[line], symbol)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "# %s; %d symbols, %d tiers; %s\n", *asOf, len(symbols), len(rows)-1, *source)
	fmt.Fprintln(out, "# maxNotional,maintenanceMarginRate,maxLeverage of each tier, a tab, the symbols")
	for _, line := range lines {
		fmt.Fprintf(out, "%s\t%s\n", line, strings.Join(sharing[line], " "))
	}
}

func pack(tiers []margin.Tier) string {
	fields := make([]string, len(tiers))
	for i, t := range tiers {
		rate := strings.TrimPrefix(t.MaintenanceMarginFraction.String(), "0.")
		fields[i] = short(t.MaxNotional) + ",." + rate + "," + short(t.MaxLeverage)
	}
	return strings.Join(fields, " ")
}

// short writes a whole number with an exponent where that is shorter.
func short(d decimal.Decimal) string {
	plain := d.String()
	n := d.Normalize()
	if e := fmt.Sprintf("%de%d", n.CoefficientInt64(), n.Exponent()); len(e) < len(plain) {
		return e
	}
	return plain
}
