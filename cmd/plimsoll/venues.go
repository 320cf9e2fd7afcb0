package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func newVenues(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "venues [NAME]",
		Short: "Venue presets with their source and date, or one of them in full",
		Args:  atMostOneName,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				list := wire.NewVenues()
				return c.write(list, func(s *sheet) { writeVenues(s, list) })
			}
			venue, err := wire.NewVenue(args[0])
			if err != nil {
				return fail(err)
			}
			return c.write(venue, func(s *sheet) { writeVenue(s, venue) })
		},
	}
}

func writeVenues(s *sheet, list wire.Venues) {
	t := newTable("<name", "<as of", ">symbols", "<venue")
	for _, v := range list.Venues {
		t.add(v.Name, v.AsOf, strconv.Itoa(v.Symbols), v.Label)
	}
	t.write(s)
	fmt.Fprintln(s)
	for _, v := range list.Venues {
		s.prose("", fmt.Sprintf("Source of %s: %s.", v.Name, v.Source))
	}
}

func writeVenue(s *sheet, v *wire.Venue) {
	when := "falls below"
	if v.Trigger == "atOrBelow" {
		when = "reaches or falls below"
	}
	s.prose("", v.Name+": "+v.Label)
	s.prose("", fmt.Sprintf("Tables of %s from %s. Dates: %s.", v.AsOf, v.Source, strings.Join(v.Dates, ", ")))
	s.prose("", fmt.Sprintf("A pool is liquidated when its equity %s its maintenance margin.", when))
	fmt.Fprintln(s)
	for _, n := range v.Notes {
		s.prose("- ", n.Text)
	}
	fmt.Fprintln(s)
	t := newTable("<symbol", ">tiers", ">first rate", ">max leverage", ">last edge")
	for _, symbol := range v.Symbols {
		tiers := symbol.Tiers
		first, last := tiers[0], tiers[len(tiers)-1]
		t.add(symbol.Symbol, strconv.Itoa(len(tiers)), percent(first.MaintenanceMarginRate.Decimal), orNone(first.MaxLeverage), orNone(last.MaxNotional))
	}
	t.write(s)
}

func orNone(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.String()
}
