package ccxt

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// Sources are the documents to import. All but the positions may be nil.
type Sources struct {
	Positions []byte // reply of fetchPositions: an array of positions
	Balance   []byte // reply of fetchBalance
	Tiers     []byte // reply of fetchLeverageTiers: lists of tiers by symbol
	Market    []byte // a scenario's market, or a document that holds one
}

// Options say what ccxt does not.
type Options struct {
	Venue      string                     // preset of margin rules, or "" for none
	AsOf       string                     // date of the venue's table, or "" for the newest
	Currency   string                     // of the account, or "" for the asset that every position is quoted in
	MarginMode string                     // cross or isolated, of the positions that do not say; "" for none
	Total      Meaning                    // of the totals in the balance; "" for what the venue's own reply tells
	Collateral []string                   // assets that count beside those the positions settle in; AllAssets for every one
	Prices     map[string]decimal.Decimal // in the currency, by asset; they go before all others
	Volatility map[string]float64         // annual, by asset; they go before those of the market
}

// AllAssets, among the collateral, stands for every asset of which the balance has some.
const AllAssets = "all"

// An Import is a scenario and what there is to say about it.
type Import struct {
	Scenario  wire.Scenario
	Positions []Comparison // in the order of the pools
	Notes     []string     // what was read how, as in the scenario
	Warnings  []string     // as those of an assessment
}

// Read imports. The error is margin.Errors: a path begins with positions, balance, tiers or market, or is that of an option (--venue).
func Read(s Sources, o Options) (*Import, error) {
	r := &reader{options: o, faults: &faults{}, prices: map[string]decimal.Decimal{}, tiers: map[string][]wire.Tier{}}
	r.readMarket(s.Market)
	r.readPositions(s.Positions)
	r.chooseCurrency()
	r.price()
	r.readTiers(s.Tiers)
	r.readBalance(s.Balance)
	if o.Venue == "" && s.Tiers == nil {
		r.faults.add("--venue", "nothing", "a venue (plimsoll venues lists them), or --tiers with the leverage tiers of the positions")
	}
	if err := r.faults.errs.Err(); err != nil {
		return nil, err
	}
	i := &Import{Scenario: r.scenario(), Notes: r.notes.text()}
	if err := r.check(i); err != nil {
		return nil, err
	}
	return i, nil
}

// A reader holds what has been read so far.
type reader struct {
	options   Options
	faults    *faults
	notes     notes
	currency  string
	positions []*position
	market    wire.Market
	prices    map[string]decimal.Decimal // that the scenario needs
	tiers     map[string][]wire.Tier
	balances  []wire.Balance
	hedge     bool
}

// scenario writes what was read as a scenario. Nothing in it is a default.
func (r *reader) scenario() wire.Scenario {
	s := wire.Scenario{Version: wire.FormatVersion, Notes: r.notes.text(), Market: r.market}
	s.Account = wire.Account{Venue: r.options.Venue, Currency: r.currency, Balances: r.balances}
	if r.hedge {
		s.Account.PositionMode = "hedge"
	}
	rules := wire.Rules{Tiers: r.tiers, AsOf: r.options.AsOf, ContractSizes: map[string]wire.Decimal{}}
	for _, p := range r.positions {
		s.Account.Positions = append(s.Account.Positions, r.write(p))
		if p.symbol.Inverse() {
			rules.ContractSizes[p.symbol.Name] = written(p.contractSize)
		}
	}
	if len(rules.Tiers)+len(rules.ContractSizes)+len(rules.AsOf) > 0 {
		s.Account.Rules = &rules
	}
	needed := map[string]bool{r.currency: true}
	s.Market.Prices = map[string]wire.Decimal{}
	for asset, price := range r.prices {
		needed[asset] = true
		s.Market.Prices[asset] = written(price)
	}
	s.Market.AsOf = "" // ccxt does not tell when the marks were
	maps.DeleteFunc(s.Market.Volatility, func(asset string, _ float64) bool { return !needed[asset] })
	maps.DeleteFunc(s.Market.Drift, func(asset string, _ float64) bool { return !needed[asset] })
	for asset, v := range r.options.Volatility {
		if s.Market.Volatility == nil {
			s.Market.Volatility = map[string]float64{}
		}
		s.Market.Volatility[asset] = v
	}
	return s
}

// write writes a position. Its mark stands there where the price of its base does not give it.
func (r *reader) write(p *position) wire.Position {
	w := wire.Position{
		Symbol:                   p.symbol.Name,
		Size:                     written(p.size),
		EntryPrice:               written(p.entry),
		MarginMode:               p.mode,
		Leverage:                 optional(p.leverage),
		Margin:                   optional(p.margin),
		ReportedLiquidationPrice: optional(p.liquidation),
	}
	base, _ := r.worth(p.symbol.Base)
	quote, _ := r.worth(p.symbol.Quote)
	if p.marked && !p.mark.Mul(quote).Equal(base.Mul(p.symbol.Multiplier)) {
		mark := written(p.mark)
		w.MarkPrice = &mark
	}
	return w
}

// written rounds to the decimal places that a scenario can hold.
func written(d decimal.Decimal) wire.Decimal {
	return wire.Decimal{Decimal: d.Round(maxPlaces).Normalize()}
}

func optional(d decimal.NullDecimal) *wire.Decimal {
	if !d.Valid {
		return nil
	}
	w := written(d.Decimal)
	return &w
}

// chooseCurrency takes the asset that every position is quoted in, unless one was chosen.
func (r *reader) chooseCurrency() {
	if r.currency = r.options.Currency; r.currency != "" {
		return
	}
	quotes := map[string]bool{}
	for _, p := range r.positions {
		if p.symbol.Quote != "" {
			quotes[p.symbol.Quote] = true
		}
	}
	names := slices.Sorted(maps.Keys(quotes))
	switch len(names) {
	case 0:
	case 1:
		r.currency = names[0]
	default:
		r.faults.add("--currency", "nothing", "the asset in which to give prices and amounts: positions are quoted in "+strings.Join(names, ", "))
	}
}
