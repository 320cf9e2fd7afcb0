// Package venue holds the presets: the margin rules of named venues, with the
// date and source of every table and notes on what is verified and what is not.
//
// A preset is data. It resolves a symbol to its maintenance schedule and terms;
// package margin never looks a name up. A venue whose tiers have no dated public
// copy lists no symbols: its terms and thresholds hold, the tiers are the user's.
package venue

import (
	"maps"
	"strconv"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// A Venue is one preset with the table of one date.
type Venue struct {
	Name        string         // binance-usdm
	Title       string         // for people
	Source      string         // where the brackets come from
	AsOf        string         // date of the brackets, YYYY-MM-DD
	Trigger     margin.Trigger // when a pool is liquidated
	Pools       Pools          // which pools the venue has
	Wallets     Wallets        // how cross positions that settle in different assets are backed
	Ladder      []Rung         // every threshold, in descending order of factor
	Steps       []Step         // what follows a liquidation, in order
	Notes       []Note
	CloseFactor margin.CloseFactor // of debts; the zero value where the venue has none

	dated    []dated // every table of the preset, ascending by date
	table    table
	terms    terms
	reserves reserves
	markets  map[string]Market
	flat     string
}

// Pools says which margin pools a venue has. Rules apply to others all the same: what
// an account has and its venue has not is for the caller to say.
type Pools int

// The kinds of venue by their pools.
const (
	IsolatedAndCross Pools = iota // the zero value
	IsolatedOnly                  // one position a pool
	CrossOnly                     // no position has a pool of its own
	LendingOnly                   // collateral and debts, no positions
)

// Wallets says what stands behind the cross positions of an account.
type Wallets int

// The kinds of wallet.
const (
	OneWallet      Wallets = iota // the zero value: all balances behind all cross positions
	WalletPerAsset                // a wallet for each settlement asset, with the positions that settle in it, liquidated on its own
)

// String returns one or perAsset.
func (w Wallets) String() string {
	if w == WalletPerAsset {
		return "perAsset"
	}
	return "one"
}

// A Rung is one threshold of a venue with its source.
type Rung struct {
	margin.Threshold
	Source   string // a public page or API; empty for an inference
	Verified bool   // reproduced from observed or published figures, by a test
}

// A Note is one sentence about the rules.
type Note struct {
	Text     string
	Source   string // a public page or API; empty for an inference
	Verified bool   // reproduced from observed or published figures, by a test
}

// A dated is a packed table, which may be empty, the terms beside it and their date.
type dated struct {
	date, packed string
	terms        terms
	reserves     string
	markets      string
	flat         string // one maintenance fraction for every symbol
	closeFactor  margin.CloseFactor
}

// presets returns every preset without a table chosen, in alphabetical order.
func presets() []Venue {
	return []Venue{aaveV3(), binanceCoinM(), binanceUSDM(), binanceMulti(), bybitUTA(), dydxV3(), dydxV4(), generic(), gmxV1(), gmxV2(), hyperliquid()}
}

// Names returns the names of the presets in alphabetical order.
func Names() []string {
	var names []string
	for _, v := range presets() {
		names = append(names, v.Name)
	}
	return names
}

// Get returns the preset of that name with its newest table.
func Get(name string) (Venue, bool) {
	for _, v := range presets() {
		if v.Name == name {
			return v.newest(), true
		}
	}
	return Venue{}, false
}

// BinanceUSDM returns the preset binance-usdm with its newest table. A program that names no other
// links no other.
func BinanceUSDM() Venue { return binanceUSDM().newest() }

func (v Venue) newest() Venue { return v.use(v.dated[len(v.dated)-1]) }

// Suggest returns up to three preset names that resemble name, best first.
func Suggest(name string) []string {
	return closest(strings.ToLower(name), Names(), strings.ToLower)
}

// At returns the preset with its newest table not after asOf, a date (YYYY-MM-DD)
// or a time in UTC (YYYY-MM-DDThh:mm:ssZ), of which the date counts. An asOf before the first table is an error that lists the dates.
// The error is a margin.FieldError without a path.
func (v Venue) At(asOf string) (Venue, error) {
	day, clock, timed := strings.Cut(asOf, "T")
	if !margin.IsDate(day) || timed && !isClock(clock) {
		return Venue{}, margin.FieldError{Got: quoted(asOf), Want: "a date, YYYY-MM-DD, or a time in UTC, YYYY-MM-DDThh:mm:ssZ"}
	}
	for i := len(v.dated) - 1; i >= 0; i-- {
		if v.dated[i].date <= day {
			return v.use(v.dated[i]), nil
		}
	}
	return Venue{}, margin.FieldError{Got: quoted(asOf),
		Want: "a date on or after the first table of " + v.Name + "; there are tables of " + strings.Join(v.Dates(), ", ")}
}

// isClock reports whether s is a time of day in UTC, hh:mm:ssZ.
func isClock(s string) bool {
	if len(s) != len("hh:mm:ssZ") || s[2] != ':' || s[5] != ':' || s[8] != 'Z' {
		return false
	}
	hours, err1 := strconv.ParseUint(s[:2], 10, 8)
	minutes, err2 := strconv.ParseUint(s[3:5], 10, 8)
	seconds, err3 := strconv.ParseUint(s[6:8], 10, 8)
	return err1 == nil && err2 == nil && err3 == nil && hours < 24 && minutes < 60 && seconds < 60
}

// Dates returns the dates of the preset's tables in ascending order.
func (v Venue) Dates() []string {
	dates := make([]string, len(v.dated))
	for i, d := range v.dated {
		dates[i] = d.date
	}
	return dates
}

// Schedule returns the maintenance schedule of a symbol. A symbol the venue does
// not list by that name is found by its key, so PEPE/USDT:USDT and
// kPEPE/USDT:USDT find 1000PEPE/USDT:USDT: brackets are in quote notional, which
// no multiplier changes. A key that two listed symbols share finds neither, as
// they may be different coins (BOB and 1000000BOB). A venue that states fractions by
// market, or one for all, has a schedule of one tier.
func (v Venue) Schedule(s margin.Symbol) (margin.Schedule, bool) {
	if m, ok := v.markets[s.Key()]; ok {
		return m.Schedule(), true
	}
	if v.flat != "" {
		return Market{Name: s.Name, MaintenanceMarginFraction: fraction(v.flat)}.Schedule(), true
	}
	return v.table.schedule(s)
}

// Terms returns what the venue adds to the schedule of a position on s in a pool of
// that kind. A fee is the venue's for a user without discounts; ContractSize is
// zero where the venue's is not known. The initial fraction of a venue that states
// fractions by market is the base one; Market.Terms has it by size and open interest.
func (v Venue) Terms(s margin.Symbol, kind margin.Kind) margin.Terms {
	t := v.BaseTerms(s, kind)
	if m, ok := v.markets[s.Key()]; ok {
		t = m.Terms(t, decimal.Decimal{}, decimal.Decimal{})
	}
	return t
}

// BaseTerms returns Terms without what the market of the symbol adds: for a position
// that has a schedule of its own, and for Market.Terms.
func (v Venue) BaseTerms(s margin.Symbol, kind margin.Kind) margin.Terms { return v.terms.of(s, kind) }

// FlatFraction returns the one maintenance margin fraction that the venue has for every symbol; none where
// it states tiers or markets.
func (v Venue) FlatFraction() decimal.NullDecimal {
	if v.flat == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(fraction(v.flat))
}

// ContractSizes returns what one contract of an inverse symbol stands for, in quote assets, by coin, and of a
// coin that is not listed; zero where the venue has no inverse contracts.
func (v Venue) ContractSizes() (byCoin map[string]decimal.Decimal, other decimal.Decimal) {
	return maps.Clone(v.terms.faces), v.terms.face
}

// Thresholds returns the ladder without its sources, for a pool.
func (v Venue) Thresholds() []margin.Threshold {
	out := make([]margin.Threshold, len(v.Ladder))
	for i, r := range v.Ladder {
		out[i] = r.Threshold
	}
	return out
}

// Symbols returns the listed symbols in alphabetical order.
func (v Venue) Symbols() []string { return v.table.symbols() }

// Suggest returns up to three listed symbols that resemble symbol, best first.
// Forms such as BTCUSDT, btc-usdt and BTC/USDT resemble BTC/USDT:USDT.
func (v Venue) Suggest(symbol string) []string { return closest(pair(symbol), v.Symbols(), pair) }

// use returns v with the table of one date.
func (v Venue) use(d dated) Venue {
	v.AsOf, v.table, v.terms = d.date, tableOf(d.packed), d.terms
	v.reserves, v.CloseFactor = newReserves(d.reserves), d.closeFactor
	v.markets, v.flat = newMarkets(d.markets), d.flat
	return v
}

// quoted bounds what an error repeats.
func quoted(s string) string {
	const most = 40
	if len(s) > most {
		s = s[:most] + "..."
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
