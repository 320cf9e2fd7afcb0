package ccxt

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// readMarket reads the law of the moves, and prices for what has no mark.
func (r *reader) readMarket(text []byte) {
	if text == nil {
		return
	}
	m, err := wire.DecodeMarket(text)
	if err != nil {
		var errs margin.Errors
		if errors.As(err, &errs) {
			r.faults.errs = append(r.faults.errs, errs...)
		}
		return
	}
	r.market = m
}

// given returns a price that was given apart from the positions.
func (r *reader) given(asset string) (decimal.Decimal, bool) {
	if p, ok := r.options.Prices[asset]; ok {
		return p, true
	}
	p, ok := r.market.Prices[asset]
	return p.Decimal, ok
}

// price finds the price of everything traded, from mark to mark. A price given as an option goes before a mark, and a mark
// before the market's. Without a currency, which is a fault, there is none.
func (r *reader) price() {
	for _, p := range r.positions {
		for _, asset := range []string{p.symbol.Base, p.symbol.Quote} {
			if chosen, ok := r.options.Prices[asset]; ok {
				r.prices[asset] = chosen
			}
		}
	}
	r.priceFromMarks()
	for _, p := range r.positions {
		r.priceOrFault(p.symbol.Quote, "market.prices."+p.symbol.Quote, "nothing", p.symbol.Name+" is quoted in it")
	}
	r.priceFromMarks()
	for _, p := range r.positions {
		if p.marked || p.size.IsZero() || !p.entry.IsPositive() {
			continue // priced, or already a fault
		}
		r.priceOrFault(p.symbol.Base, p.at("markPrice"), "nothing", "there is no notional or unrealizedPnl to derive it from")
		if quote, ok := r.worth(p.symbol.Quote); ok && quote.IsPositive() {
			base, _ := r.worth(p.symbol.Base)
			p.mark = margin.Quotient(base.Mul(p.symbol.Multiplier), quote, 28)
		}
	}
}

// worth returns the price of an asset so far. The currency is worth 1 unless it was given another price.
func (r *reader) worth(asset string) (decimal.Decimal, bool) {
	if p, ok := r.prices[asset]; ok {
		return p, true
	}
	return decimal.NewFromInt(1), asset == r.currency
}

// priceFromMarks prices the base of each marked position whose quote asset has a price, and so on from there; and the
// quote asset where the base is the currency, as in the coin of an inverse contract.
func (r *reader) priceFromMarks() {
	marks := map[string][]*position{} // by an asset that may price another
	var known []string
	for _, p := range r.positions {
		if !p.marked || p.symbol.Name == "" {
			continue
		}
		marks[p.symbol.Quote] = append(marks[p.symbol.Quote], p)
		if p.symbol.Base == r.currency {
			marks[r.currency] = append(marks[r.currency], p)
		}
	}
	for asset := range marks {
		if _, ok := r.worth(asset); ok && asset != r.currency {
			known = append(known, asset)
		}
	}
	slices.Sort(known)
	known = append([]string{r.currency}, known...) // what is quoted in the currency comes first
	for len(known) > 0 {
		asset := known[0]
		known = known[1:]
		worth, _ := r.worth(asset)
		for _, p := range marks[asset] {
			other, price := p.symbol.Base, margin.Quotient(p.mark.Mul(worth), p.symbol.Multiplier, 28)
			if asset != p.symbol.Quote {
				other, price = p.symbol.Quote, margin.Quotient(worth.Mul(p.symbol.Multiplier), p.mark, 28)
			}
			if _, ok := r.worth(other); !ok {
				r.prices[other] = price.Round(maxPlaces)
				known = append(known, other)
			}
		}
	}
}

// priceOrFault takes from the market the price of an asset that has none yet. Where that has none either it is a fault.
func (r *reader) priceOrFault(asset, path, got, why string) {
	if _, ok := r.worth(asset); ok || asset == "" || r.currency == "" {
		return
	}
	price, ok := r.given(asset)
	if !ok {
		r.faults.add(path, got, "a price of "+asset+" in "+r.currency+" (--price "+asset+"=PRICE, or one in --market): "+why)
		price = decimal.NewFromInt(1) // a stand-in, so that it is reported once
	}
	r.prices[asset] = price
}
