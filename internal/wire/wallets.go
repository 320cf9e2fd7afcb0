package wire

import (
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// wallets adds the default pool, or where the venue has a wallet for each settlement asset, one pool for each asset held, owed
// or settled in: that of the account's currency, or of the first position, keeps the name cross, the others are cross/ASSET.
func (r *resolver) wallets(pool margin.Pool, at place) {
	if r.rules.venue == nil || r.rules.venue.Wallets != venue.WalletPerAsset {
		r.add(pool, at)
		return
	}
	var assets []string
	parts, places := map[string]*margin.Pool{}, map[string]*place{}
	part := func(asset string) (*margin.Pool, *place) {
		if parts[asset] == nil {
			assets = append(assets, asset)
			p := r.pool(cross, margin.Cross)
			p.Collateral = pool.Collateral
			parts[asset], places[asset] = &p, &place{name: at.name}
		}
		return parts[asset], places[asset]
	}
	for i, q := range pool.Positions {
		p, here := part(q.Symbol.Settle)
		p.Positions = append(p.Positions, q)
		here.positions, here.symbols = append(here.positions, at.positions[i]), append(here.symbols, at.symbols[i])
	}
	for i, b := range pool.Balances {
		p, here := part(b.Asset)
		p.Balances, here.balances = append(p.Balances, b), append(here.balances, at.balances[i])
	}
	for i, d := range pool.Debts {
		p, here := part(d.Asset)
		p.Debts, here.debts = append(p.Debts, d), append(here.debts, at.debts[i])
	}
	if len(assets) < 2 {
		r.add(pool, at)
		return
	}
	first := assets[0]
	if parts[r.in.Account.Currency] != nil {
		first = r.in.Account.Currency
	}
	r.add(*parts[first], *places[first])
	for _, asset := range assets {
		if asset == first {
			continue
		}
		p := parts[asset]
		p.Name = cross + "/" + asset
		r.names[p.Name] = true
		r.add(*p, *places[asset])
	}
	r.notes = append(r.notes, r.rules.venue.Name+" has a wallet for each settlement asset, so the cross account is a pool for each of "+strings.Join(assets, ", ")+".")
}
