package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/stretchr/testify/require"
)

func TestWarnings(t *testing.T) {
	prices := margin.Prices{"BTC": dec("100000")}
	tiers := schedule(t, btcTiers())
	for _, tt := range []struct {
		name, size, leverage string
		schedule             margin.Schedule
		want                 []string
	}{
		{"nothing to say", "1", "10", tiers, nil},
		{"leverage at the maximum", "1", "150", tiers, nil},
		{"leverage above the maximum at its notional", "-3", "101", tiers, []string{
			"The leverage 101 of BTC/USDT:USDT in pool cross is above the maximum of 100 at its notional; its initial margin is notional / 101 all the same."}},
		{"end of the last tier", "120", "1", tiers, nil},
		{"beyond the last tier", "120.1", "1", tiers, []string{
			"The notional of BTC/USDT:USDT in pool cross is beyond the last tier, which ends at 12000000 USDT; the last tier's rate is used."}},
		{"no leverage, but a maximum", "1", "0", tiers, nil},
		{"no leverage at all", "1", "0", flat(t, "0.01"), []string{
			"No leverage is given for BTC/USDT:USDT in pool cross and its rules state no maximum; its initial margin is its full notional."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := margin.Position{Symbol: sym(t, btc), Size: dec(tt.size), EntryPrice: dec("1"), Leverage: dec(tt.leverage), Schedule: tt.schedule}
			require.Equal(t, tt.want, cross("USDT", "0", p).Warnings(prices))
		})
	}
}

// The tier ends at 12000000 USDC, which are 6000000 USDT here.
func TestWarnings_QuoteOtherThanCurrency(t *testing.T) {
	p := position(t, "BTC/USDC:USDC", "61", "1", "0")
	p.Schedule, p.Leverage = schedule(t, btcTiers()), dec("1")
	a := cross("USDT", "0", p)
	require.Len(t, a.Warnings(margin.Prices{"BTC": dec("100000"), "USDC": dec("0.5")}), 1)
	require.Empty(t, a.Warnings(margin.Prices{"BTC": dec("100000"), "USDC": dec("1")}))
}

func TestWarnings_ManyAreCounted(t *testing.T) {
	a := cross("USDT", "0")
	for range 13 {
		a.Pools[0].Positions = append(a.Pools[0].Positions, position(t, btc, "1", "1", "0.01"))
	}
	got := a.Warnings(margin.Prices{"BTC": dec("1")})
	require.Len(t, got, 11)
	require.Equal(t, "The same goes for 3 more: no leverage, neither given nor in the rules.", got[10])
}
