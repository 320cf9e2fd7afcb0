package ccxt

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// A Meaning says what the total of an asset in a balance is. ccxt's manual does not, and venues differ.
type Meaning string

// The meanings.
const (
	CrossWallet Meaning = "cross"       // the wallet that cross positions share, without unrealised profit
	AllWallets  Meaning = "wallet"      // that and the wallets of isolated positions, without unrealised profit
	AllEquity   Meaning = "equity"      // all wallets and the unrealised profit of all positions
	crossEquity Meaning = "crossEquity" // the cross wallet and the unrealised profit of cross positions
)

// readBalance finds the cross wallet in each asset that counts.
func (r *reader) readBalance(text []byte) {
	if text == nil {
		for _, p := range r.positions {
			if p.mode == cross {
				r.faults.add("--balance", "nothing", "the balance that the cross positions share, such as "+p.title())
				return
			}
		}
		return
	}
	value, ok := parse(text, "balance", r.faults)
	if !ok {
		return
	}
	b, ok := newObject(value, "balance", "an object with a total by asset, as fetchBalance returns it", r.faults)
	if !ok {
		return
	}
	if !b.has("total") {
		b.faults.add(b.at("total"), "nothing", "an object of totals by asset")
		return
	}
	debts := b.inner("debt")
	for _, asset := range slices.Sorted(maps.Keys(debts.members)) {
		if owed := debts.decimal(asset); !owed.Decimal.IsZero() {
			b.faults.add(debts.at(asset), owed.Decimal.String(), "nothing owed: debts are not imported; take it out and write it into account.debts of the scenario")
		}
	}
	assets, others := r.counting(b)
	held := r.held()
	for _, asset := range assets {
		r.readWallet(b, asset, held[asset])
	}
	for _, other := range others {
		r.notes.of(other, "Not counted as collateral, as no position settles in it (--collateral counts it)")
	}
}

// counting returns the assets that count, in order of name: those that positions settle in and those asked for. The
// others of which there is any are returned with their amount.
func (r *reader) counting(b object) (assets, others []string) {
	counts := map[string]bool{}
	for _, p := range r.positions {
		if p.symbol.Settle != "" {
			counts[p.symbol.Settle] = true
		}
	}
	all := slices.Contains(r.options.Collateral, AllAssets)
	for _, asset := range r.options.Collateral {
		if asset != AllAssets {
			counts[asset] = true
		}
	}
	total := b.inner("total")
	for _, asset := range slices.Sorted(maps.Keys(total.members)) {
		amount := total.decimal(asset)
		switch {
		case counts[asset] || amount.Decimal.IsZero():
		case all:
			counts[asset] = true
		default:
			others = append(others, asset+" "+amount.Decimal.String())
		}
	}
	return slices.Sorted(maps.Keys(counts)), others
}

// readWallet writes the cross wallet in one asset.
func (r *reader) readWallet(b object, asset string, h holdings) {
	path := b.inner("total").at(asset)
	amount, meaning, from := r.total(b, asset)
	if !amount.Valid {
		if h.cross && len(r.options.Collateral) == 0 {
			b.faults.add(path, "nothing", "a number: cross positions settle in it (--collateral names other assets that back them)")
		}
		return
	}
	wallet := amount.Decimal
	less := ""
	switch meaning {
	case AllEquity:
		wallet = wallet.Sub(h.isolatedWallets).Sub(h.isolatedProfit).Sub(h.crossProfit)
		less = " less the isolated wallets and all unrealised profit"
	case AllWallets:
		wallet = wallet.Sub(h.isolatedWallets)
		less = " less the isolated wallets"
	case crossEquity:
		wallet = wallet.Sub(h.crossProfit)
		less = " less the unrealised profit of cross positions"
	case CrossWallet:
	default:
		if !h.isolatedWallets.IsZero() || !h.isolatedProfit.IsZero() || !h.crossProfit.IsZero() {
			b.faults.add("--total", "nothing", "equity, wallet or cross: whether the total of "+asset+" includes unrealised profit and isolated wallets, only the wallets, or neither")
		}
	}
	switch {
	case wallet.IsNegative() && h.cross:
		b.faults.add(path, amount.Decimal.String()+less+" = "+wallet.String(), "a cross wallet of zero or more (--total says what the total is)")
		return
	case wallet.IsNegative():
		r.notes.add("There is no free %s: the isolated wallets are more than the total, by %s", asset, wallet.Neg())
		return
	}
	r.notes.add("The cross wallet of %s is %s%s", asset, from, less)
	if wallet.IsZero() {
		return
	}
	r.priceOrFault(asset, path, amount.Decimal.String(), "it is to count as collateral")
	r.balances = append(r.balances, wire.Balance{Asset: asset, Amount: written(wallet)})
}

// total returns the amount from which the cross wallet in an asset follows, what it is, and its name: the total, read as
// chosen, or what the venue's own reply tells.
func (r *reader) total(b object, asset string) (decimal.NullDecimal, Meaning, string) {
	total := b.inner("total").decimal(asset)
	if r.options.Total != "" {
		return total, r.options.Total, "total." + asset
	}
	for _, venue := range venueBalances() {
		if amount, name := venue.read(b, asset); amount.Valid {
			return amount, venue.meaning, name
		}
	}
	return total, "", "total." + asset
}

// Holdings are what the positions that settle in one asset hold of it.
type holdings struct {
	isolatedWallets decimal.Decimal
	isolatedProfit  decimal.Decimal
	crossProfit     decimal.Decimal
	cross           bool // whether any of them is a cross position
}

// held adds up the positions by the asset they settle in.
func (r *reader) held() map[string]holdings {
	by := map[string]holdings{}
	for _, p := range r.positions {
		h := by[p.symbol.Settle]
		switch p.mode {
		case isolated:
			h.isolatedWallets = h.isolatedWallets.Add(p.margin.Decimal)
			h.isolatedProfit = h.isolatedProfit.Add(p.profit())
		case cross:
			h.cross = true
			h.crossProfit = h.crossProfit.Add(p.profit())
		}
		by[p.symbol.Settle] = h
	}
	return by
}
