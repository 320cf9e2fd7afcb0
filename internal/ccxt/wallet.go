package ccxt

import (
	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A walletField is where a venue's own reply, which ccxt passes on as info, has the wallet of an isolated position
// without its unrealised profit.
type walletField struct {
	venue string
	field string
	marks []string // further fields by which the reply is known
}

// walletFields lists the replies that have it. ccxt's own field, collateral, is "affected by pnl" by its manual; in its
// source it includes the profit for Binance, Bitget, Gate and Hyperliquid, and does not for Bybit and OKX.
func walletFields() []walletField {
	return []walletField{
		{"Binance", "isolatedWallet", nil},
		{"OKX", "margin", []string{"mgnMode", "upl"}},
		{"Gate", "margin", []string{"contract", "unrealised_pnl"}},
		{"Bybit", "positionBalance", []string{"positionIdx", "positionValue"}},
	}
}

// readMargin finds the wallet of an isolated position: in the venue's reply, else as collateral less unrealised profit,
// else as notional at entry / leverage.
func (p *position) readMargin(r *reader) {
	info := p.inner("info")
	collateral := p.decimal("collateral")
	for _, w := range walletFields() {
		if !w.fits(info) {
			continue
		}
		if d := info.decimal(w.field); d.Decimal.IsPositive() {
			p.margin = d
			r.notes.of(p.title(), "The margin is info."+w.field+", as "+w.venue+" gives it")
			return
		}
	}
	switch {
	case collateral.Valid && p.pnl.Valid:
		p.margin = decimal.NullDecimal{Decimal: collateral.Decimal.Sub(p.pnl.Decimal), Valid: true}
		r.notes.of(p.title(), "The margin is collateral - unrealizedPnl")
	case collateral.Valid && p.marked:
		p.margin = decimal.NullDecimal{Decimal: collateral.Decimal.Sub(p.profit()), Valid: true}
		r.notes.of(p.title(), "The margin is collateral less the unrealised profit at the mark")
	case p.leverage.Decimal.IsPositive() && p.entry.IsPositive():
		p.margin = decimal.NullDecimal{Decimal: margin.Quotient(p.atEntry(), p.leverage.Decimal, 28), Valid: true}
		r.notes.of(p.title(), "The margin is notional at entry / leverage, for lack of a collateral")
	case p.has("collateral"):
		p.faults.add(p.at("unrealizedPnl"), "nothing", "the profit that the collateral includes, or a markPrice")
	default:
		p.faults.add(p.at("collateral"), "nothing", "the collateral of the isolated position, or a leverage to derive it from")
	}
}

// fits reports whether info is a reply of the venue.
func (w walletField) fits(info object) bool {
	for _, name := range w.marks {
		if !info.has(name) {
			return false
		}
	}
	return info.has(w.field)
}

// atEntry returns the notional at entry, in the settlement asset.
func (p *position) atEntry() decimal.Decimal {
	if p.symbol.Inverse() {
		return margin.Quotient(p.size.Abs().Mul(p.contractSize), p.entry, 28)
	}
	return p.size.Abs().Mul(p.entry)
}
