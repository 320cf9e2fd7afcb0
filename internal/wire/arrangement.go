package wire

import (
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// arrangement returns a sentence for each kind of pool that the account has and its venue has not. The rules
// apply to it all the same.
func (in *Input) arrangement() []string {
	v, ok := venue.Get(in.Scenario.Account.Venue)
	if !ok {
		return nil
	}
	var several, isolated, lends, beside, mixed bool
	for _, p := range in.Account.Pools {
		settles := map[string]bool{}
		for _, q := range p.Positions {
			settles[q.Symbol.Settle] = true
			m, _ := v.Market(in.Scenario.Account.Rules.Markets[q.Symbol.Name])
			beside = beside || m.Alone && len(p.Positions) > 1
		}
		mixed = mixed || len(settles) > 1
		several = several || len(p.Positions) > 1
		isolated = isolated || p.Kind == margin.Isolated
		lends = lends || len(p.Debts) > 0
	}
	var out []string
	add := func(is bool, sentence string) {
		if is {
			out = append(out, v.Name+" "+sentence)
		}
	}
	add(several && v.Pools == venue.IsolatedOnly, "has one position a pool: several positions share a pool here all the same.")
	add(isolated && v.Pools == venue.CrossOnly, "has no isolated margin: isolated positions stand on their own here all the same.")
	add(lends && v.Pools == venue.IsolatedOnly, "has no debts beside positions: the pool's debts count in full here.")
	add(beside, "keeps a position in an isolated market apart from all others: here it shares a pool all the same.")
	add(mixed && v.Wallets == venue.WalletPerAsset, "has a wallet for each settlement asset: a named pool has several here all the same.")
	return out
}

// sharedWallets returns a sentence where the cross mode of a comparison puts in one pool what the venue keeps apart.
func (in *Input) sharedWallets() []string {
	v, ok := venue.Get(in.Scenario.Account.Venue)
	settles := map[string]bool{}
	for _, p := range in.Account.Pools {
		for _, q := range p.Positions {
			settles[q.Symbol.Settle] = true
		}
	}
	if !ok || v.Wallets != venue.WalletPerAsset || len(settles) < 2 {
		return nil
	}
	return []string{"Cross margin is one pool here, which " + v.Name + " does not offer: it has a wallet for each settlement asset."}
}
