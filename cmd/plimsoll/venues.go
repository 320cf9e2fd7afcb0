package main

import (
	"bytes"
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
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				list := wire.NewVenues()
				return c.write(list, func(w *bytes.Buffer) { writeVenues(w, list) })
			}
			venue, err := wire.NewVenue(args[0])
			if err != nil {
				return fail(err)
			}
			return c.write(venue, func(w *bytes.Buffer) { writeVenue(w, venue) })
		},
	}
}

func writeVenues(w *bytes.Buffer, list wire.Venues) {
	t := newTable("<name", "<venue", "<as of", ">symbols", "<source")
	for _, v := range list.Venues {
		t.add(v.Name, v.Label, v.AsOf, strconv.Itoa(v.Symbols), v.Source)
	}
	t.write(w)
}

func writeVenue(w *bytes.Buffer, v *wire.Venue) {
	when := "falls below"
	if v.Trigger == "atOrBelow" {
		when = "reaches or falls below"
	}
	fmt.Fprintf(w, "%s: %s\nTables of %s from %s. Dates: %s.\nA pool is liquidated when its equity %s its maintenance margin.\n\n",
		v.Name, v.Label, v.AsOf, v.Source, strings.Join(v.Dates, ", "), when)
	for _, n := range v.Notes {
		fmt.Fprintf(w, "- %s\n", n.Text)
	}
	fmt.Fprintln(w)
	t := newTable("<symbol", ">tiers", ">first rate", ">max leverage", ">last edge")
	for _, s := range v.Symbols {
		first, last := s.Tiers[0], s.Tiers[len(s.Tiers)-1]
		t.add(s.Symbol, strconv.Itoa(len(s.Tiers)), percent(first.MaintenanceMarginRate.Decimal), orNone(first.MaxLeverage), orNone(last.MaxNotional))
	}
	t.write(w)
}

func orNone(d *wire.Decimal) string {
	if d == nil {
		return "-"
	}
	return d.String()
}
