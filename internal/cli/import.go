package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/internal/ccxt"
	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

const importHelp = `Turns what the ccxt library returns into a scenario, which is written to
standard output as JSON. What there is to say about it goes to standard error:
our liquidation price of each position against the one that the exchange
reported, and what was read how.

F is the JSON of a unified structure, or "-" for standard input:

  --positions  fetchPositions: an array of positions
  --balance    fetchBalance, needed for cross positions
  --tiers      fetchLeverageTiers, needed without --venue

ccxt knows no volatility. Give it with --volatility and --market, or write it
into the scenario; assess does without, simulate names what is missing.`

func newImport(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import ccxt",
		Short: "A scenario from the positions, balance and tiers that ccxt returns",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("import: from what? ccxt is known")
			}
			return fmt.Errorf("import from %q is not known%s", args[0], wire.DidYouMean(args[0], []string{"ccxt"}))
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newImportCCXT(c))
	return cmd
}

func newImportCCXT(c *console) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "ccxt --positions F [--balance F] [--tiers F]",
		Short: "A scenario from the positions, balance and tiers that ccxt returns",
		Long:  importHelp,
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options, err := f.options()
			if err != nil {
				return err
			}
			sources, err := f.sources(cmd.Context(), c)
			if err != nil {
				return err
			}
			imported, err := ccxt.Read(sources, options)
			if err != nil {
				return fail(err)
			}
			text, err := wire.Encode(imported.Scenario)
			if err != nil {
				return fail(err)
			}
			if _, err := c.out.Write(text); err != nil {
				return fail(err)
			}
			remarks := importRemarks{Positions: imported.Positions, Notes: imported.Notes, Warnings: imported.Warnings}
			return c.remark(remarks, func(s *sheet) { writeImport(s, remarks) })
		},
	}
	f.register(cmd)
	return cmd
}

// importRemarks is what import writes to stderr.
type importRemarks struct {
	Positions []ccxt.Comparison `json:"positions"`
	Notes     []string          `json:"notes"`
	Warnings  []string          `json:"warnings,omitempty"`
}

// importFlags are the flags of import ccxt.
type importFlags struct {
	positions, balance, tiers, market string
	venue, asOf, currency             string
	mode, total                       string
	collateral, prices, volatility    []string
}

func (f *importFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.positions, "positions", "", "file with the reply of fetchPositions")
	flags.StringVar(&f.balance, "balance", "", "file with the reply of fetchBalance")
	flags.StringVar(&f.tiers, "tiers", "", "file with the reply of fetchLeverageTiers, for account.rules.tiers")
	flags.StringVar(&f.market, "market", "", "file with a market, or a document that has one: volatility, correlation, model")
	flags.StringVar(&f.venue, "venue", "", "venue whose margin rules hold, as in plimsoll venues")
	flags.StringVar(&f.asOf, "as-of", "", "date of the venue's table, in place of the newest")
	flags.StringVar(&f.currency, "currency", "", "currency of the account; by default the asset that all positions are quoted in")
	flags.StringVar(&f.mode, "margin-mode", "", "cross or isolated, for positions that do not say (Bybit, dYdX)")
	flags.StringVar(&f.total, "total", "", "what a total in the balance is: equity, wallet (no unrealised profit) or cross (no isolated wallets either)")
	flags.StringSliceVar(&f.collateral, "collateral", nil, "further assets of the balance that back cross positions, or all")
	flags.StringArrayVar(&f.prices, "price", nil, "ASSET=PRICE in the currency, for what has no mark; repeatable")
	flags.StringArrayVar(&f.volatility, "volatility", nil, "ASSET=FRACTION a year, such as BTC=0.55; repeatable")
}

// options checks the flags that say what ccxt does not.
func (f *importFlags) options() (ccxt.Options, error) {
	o := ccxt.Options{
		Venue:      f.venue,
		AsOf:       f.asOf,
		Currency:   f.currency,
		MarginMode: f.mode,
		Total:      ccxt.Meaning(f.total),
		Collateral: f.collateral,
		Prices:     map[string]decimal.Decimal{},
		Volatility: map[string]float64{},
	}
	modes := []string{"cross", "isolated"}
	if f.mode != "" && !slices.Contains(modes, f.mode) {
		return o, fmt.Errorf("--margin-mode: got %q, want cross or isolated%s", f.mode, wire.DidYouMean(f.mode, modes))
	}
	totals := []string{string(ccxt.AllEquity), string(ccxt.AllWallets), string(ccxt.CrossWallet)}
	if f.total != "" && !slices.Contains(totals, f.total) {
		return o, fmt.Errorf("--total: got %q, want one of %s%s", f.total, strings.Join(totals, ", "), wire.DidYouMean(f.total, totals))
	}
	for _, text := range f.prices {
		asset, value, _ := strings.Cut(text, "=")
		price, err := decimal.NewFromString(value)
		if err != nil || asset == "" || !price.IsPositive() || len(value) > 40 {
			return o, fmt.Errorf("--price: got %q, want ASSET=PRICE with a positive price, such as BNB=600", text)
		}
		o.Prices[asset] = price
	}
	for _, text := range f.volatility {
		asset, value, _ := strings.Cut(text, "=")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil || asset == "" || !(v >= 0) || math.IsInf(v, 0) {
			return o, fmt.Errorf("--volatility: got %q, want ASSET=FRACTION of zero or more, such as BTC=0.55", text)
		}
		o.Volatility[asset] = v
	}
	return o, nil
}

// sources reads the files.
func (f *importFlags) sources(ctx context.Context, c *console) (ccxt.Sources, error) {
	var s ccxt.Sources
	if f.positions == "" {
		return s, errors.New("--positions is missing: give a file with the reply of fetchPositions, or - for standard input")
	}
	var faults margin.Errors
	stdin := ""
	for _, file := range []struct {
		flag, name string
		text       *[]byte
	}{
		{"--positions", f.positions, &s.Positions},
		{"--balance", f.balance, &s.Balance},
		{"--tiers", f.tiers, &s.Tiers},
		{"--market", f.market, &s.Market},
	} {
		switch {
		case file.name == "":
			continue
		case file.name == "-" && stdin != "":
			return s, fmt.Errorf("%s and %s are both standard input: give one of them a file", stdin, file.flag)
		case file.name == "-":
			stdin = file.flag
		}
		text, err := c.read(ctx, file.name)
		var unreadable margin.Errors
		switch {
		case errors.As(err, &unreadable):
			faults = append(faults, margin.FieldError{Path: file.flag, Got: unreadable[0].Got, Want: unreadable[0].Want})
		case err != nil:
			return s, err
		}
		*file.text = append([]byte{}, text...) // an empty file is there all the same
	}
	return s, faults.Err()
}

// writeImport writes the remarks for people.
func writeImport(s *sheet, r importRemarks) {
	t := newTable("<symbol", "<pool", ">liquidation", ">reported", ">difference")
	for _, p := range r.Positions {
		t.add(p.Symbol, p.Pool, price(p.LiquidationPrice), price(p.ReportedLiquidationPrice), deviation(p.LiquidationPriceDifference))
	}
	t.write(s)
	fmt.Fprintln(s)
	for _, p := range r.Positions {
		for _, note := range p.Notes {
			s.prose("- ", p.Pool+", "+p.Symbol+": "+note)
		}
	}
	for _, note := range r.Notes {
		s.prose("- ", note)
	}
	writeWarnings(s, r.Warnings)
}
