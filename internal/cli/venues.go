package cli

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func newVenues(c *console) *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use:   "venues [NAME]",
		Short: "Venue presets with their source and date, or one of them in full",
		Args:  atMostOneName,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				if asOf != "" {
					return fmt.Errorf("--as-of picks a table of one venue: name it")
				}
				list := wire.NewVenues()
				return c.write(list, func(s *sheet) { writeVenues(s, list) })
			}
			venue, err := wire.NewVenue(args[0], asOf)
			if err != nil {
				return fail(err)
			}
			return c.write(venue, func(s *sheet) { writeVenue(s, venue) })
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "date of the table, YYYY-MM-DD: the newest that is not later (default the newest)")
	return cmd
}

func writeVenues(s *sheet, list wire.Venues) {
	t := newTable("<name", "<as of", "<pools", ">listed")
	for _, v := range list.Venues {
		t.add(v.Name, v.AsOf, poolsText(v.Pools), strconv.Itoa(v.Symbols+v.Markets+v.Collateral))
	}
	t.write(s)
	fmt.Fprintln(s)
	s.prose("", "Listed: symbols with tiers, markets or assets as collateral. A venue that lists none has its rules here and takes tiers from the document.")
	for _, v := range list.Venues {
		fmt.Fprintln(s)
		s.prose("", v.Name+": "+v.Label)
		s.prose("Source: ", v.Source+".")
	}
}

func poolsText(word string) string {
	if word == "isolatedAndCross" {
		return "isolated, cross"
	}
	return word
}

func writeVenue(s *sheet, v *wire.Venue) {
	s.prose("", v.Name+": "+v.Label)
	s.prose("", fmt.Sprintf("Tables of %s from %s. Dates: %s. Margin pools: %s.", v.AsOf, v.Source, strings.Join(v.Dates, ", "), poolsText(v.Pools)))
	if v.Wallets == "perAsset" {
		s.prose("", "A wallet for each settlement asset: a cross account that settles in several is a pool for each.")
	}
	if len(v.Collateral) == 0 {
		s.prose("", "Every balance counts in full.")
	}
	s.prose("", "[verified] is reproduced by a test from published or observed figures, [stated] is what the source says, [inferred] has no source.")
	fmt.Fprintln(s, "\nThresholds")
	for _, t := range v.Thresholds {
		sign := "<"
		if t.Trigger == "atOrBelow" {
			sign = "<="
		}
		level := t.Factor.RoundUp(6).String() + " x maintenance margin"
		switch level {
		case "0 x maintenance margin":
			level = "0"
		case "1 x maintenance margin":
			level = "maintenance margin"
		}
		s.prose("- ", fmt.Sprintf("%s: equity %s %s %s", t.Name, sign, level, standing(t.Source, t.Verified)))
	}
	writeTerms(s, v)
	fmt.Fprintln(s, "\nAt liquidation (not simulated yet)")
	for i, a := range v.Actions {
		s.prose(fmt.Sprintf("%d. ", i+1), a.Text+" "+standing(a.Source, false))
	}
	fmt.Fprintln(s, "\nRules")
	for _, n := range v.Notes {
		s.prose("- ", n.Text+" "+standing(n.Source, n.Verified))
	}
	writeVenueTables(s, v)
}

// standing says what a sentence rests on.
func standing(source string, verified bool) string {
	switch {
	case source == "":
		return "[inferred]"
	case verified:
		return "[verified: " + source + "]"
	}
	return "[stated: " + source + "]"
}

func writeTerms(s *sheet, v *wire.Venue) {
	for _, pool := range []struct {
		name  string
		terms *wire.VenueTerms
	}{{"an isolated pool", v.Isolated}, {"a cross or named pool", v.Shared}} {
		if pool.terms == nil {
			continue
		}
		t := pool.terms
		fmt.Fprintf(s, "\nTerms in %s\n", pool.name)
		s.prose("- ", fmt.Sprintf("margins on the notional at: %s (initial), %s (maintenance)", t.InitialMarginAt, t.MaintenanceMarginAt))
		if t.InitialMarginFraction != nil {
			s.prose("- ", "initial margin at least "+percent(t.InitialMarginFraction.Decimal)+" of the notional")
		}
		if t.CloseFeeRate != nil {
			s.prose("- ", fmt.Sprintf("close fee %s of the notional at %s, as part of the maintenance margin", percent(t.CloseFeeRate.Decimal), t.CloseFeeOn))
		}
		if t.MarginFloor != nil {
			s.prose("- ", fmt.Sprintf("maintenance margin at least %s of the settlement asset, fees %s", t.MarginFloor, map[string]string{"onTop": "on top", "within": "within"}[t.MarginFloorFees]))
		}
		if t.Quantum != nil {
			s.prose("- ", fmt.Sprintf("margins rounded up to %s of the settlement asset", t.Quantum))
		}
	}
	if v.MaintenanceMarginFraction != nil {
		s.prose("", "Maintenance margin of every symbol: "+percent(v.MaintenanceMarginFraction.Decimal)+" of the notional.")
	}
	if v.OtherContractSize != nil {
		sizes := ""
		for _, coin := range sortedKeys(v.ContractSizes) {
			sizes += fmt.Sprintf("%s for %s, ", v.ContractSizes[coin], coin)
		}
		s.prose("", fmt.Sprintf("Inverse contract size in quote assets: %s%s for other coins.", sizes, v.OtherContractSize))
	}
}

func writeVenueTables(s *sheet, v *wire.Venue) {
	if len(v.Symbols) > 0 {
		fmt.Fprintln(s)
		writeTiers(s, v.Symbols)
	}
	if len(v.Markets) > 0 {
		fmt.Fprintln(s)
		writeMarkets(s, v.Markets)
	}
	if len(v.Collateral) > 0 {
		t := newTable("<collateral", ">ratio", ">loan to value", ">liquidation threshold", ">bonus")
		for _, c := range v.Collateral {
			t.add(c.Asset, percent(c.Ratio.Decimal), percent(c.LoanToValue.Decimal), percent(c.LiquidationThreshold.Decimal), percent(c.LiquidationBonus.Decimal))
		}
		fmt.Fprintln(s)
		t.write(s)
	}
	for _, m := range v.EfficiencyModes {
		s.prose("", fmt.Sprintf("Efficiency mode %s of %s: loan to value %s, liquidation threshold %s, bonus %s.", m.Name, strings.Join(m.Assets, ", "),
			percent(m.LoanToValue.Decimal), percent(m.LiquidationThreshold.Decimal), percent(m.LiquidationBonus.Decimal)))
	}
	if c := v.CloseFactor; c != nil {
		of := "the one debt"
		if c.Of == "allDebts" {
			of = "all debts"
		}
		s.prose("", fmt.Sprintf("Close factor: %s of %s while the health factor is above %s and debt and collateral are worth %s or more, else the whole debt.", percent(c.Share.Decimal), of, c.HealthAbove, c.Smallest))
	}
}

// writeTiers writes the tiers of every symbol, those of equal tiers once.
func writeTiers(s *sheet, symbols []wire.VenueSymbol) {
	names, order := map[string][]string{}, []string(nil)
	tiers := map[string][]wire.VenueTier{}
	for _, symbol := range symbols {
		key := ""
		for _, t := range symbol.Tiers {
			key += fmt.Sprint(orNone(t.MaxNotional), " ", t.MaintenanceMarginRate, " ", orNone(t.MaxLeverage), ";")
		}
		if names[key] == nil {
			order, tiers[key] = append(order, key), symbol.Tiers
		}
		names[key] = append(names[key], symbol.Symbol)
	}
	t := newTable(">notional up to", ">rate", ">less", ">max leverage")
	for i, key := range order {
		if i > 0 {
			t.section("")
		}
		t.section(strings.Join(names[key], ", "))
		if i == 0 {
			t.addHeadings()
		}
		for _, tier := range tiers[key] {
			t.add(orNone(tier.MaxNotional), percent(significant(tier.MaintenanceMarginRate.Decimal, 6)), tier.MaintenanceAmount.Round(6).String(), orNone(tier.MaxLeverage))
		}
	}
	t.write(s)
	s.prose("", "Tiers: maintenance margin is the rate times the notional, less the amount that makes it continuous; both in the settlement asset.")
}

// writeMarkets writes fractions by market; columns that no market fills are left out.
func writeMarkets(s *sheet, markets []wire.VenueMarket) {
	columns := []struct {
		heading string
		of      func(m wire.VenueMarket) *wire.Decimal
	}{
		{">OI from", func(m wire.VenueMarket) *wire.Decimal { return m.LowerOpenInterest }},
		{">OI to", func(m wire.VenueMarket) *wire.Decimal { return m.UpperOpenInterest }},
		{">per OI", func(m wire.VenueMarket) *wire.Decimal { return m.PerOpenInterest }},
		{">size from", func(m wire.VenueMarket) *wire.Decimal { return m.BaselineSize }},
		{">to", func(m wire.VenueMarket) *wire.Decimal { return m.MaxSize }},
		{">step", func(m wire.VenueMarket) *wire.Decimal { return m.SizeStep }},
		{">adds", func(m wire.VenueMarket) *wire.Decimal { return m.SizeIncrement }},
	}
	headings := []string{"<symbol or class", ">initial", ">maintenance"}
	used := columns[:0:0]
	for _, c := range columns {
		if slices.ContainsFunc(markets, func(m wire.VenueMarket) bool { return c.of(m) != nil }) {
			used, headings = append(used, c), append(headings, c.heading)
		}
	}
	t := newTable(headings...)
	for _, m := range markets {
		cells := []string{m.Name, percent(m.InitialMarginFraction.Decimal), percent(m.MaintenanceFraction.Decimal)}
		for _, c := range used {
			cells = append(cells, orNone(c.of(m)))
		}
		t.add(cells...)
	}
	t.write(s)
	s.prose("", "OI: open interest in the quote asset, with which the initial margin rises in a line to 100 %; per OI: it is at least this times the open interest. Size: above it, each step adds to the initial margin.")
}

func orNone(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.String()
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
