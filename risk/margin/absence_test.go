package margin_test

import (
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/stretchr/testify/require"
)

func TestAssess_Absence(t *testing.T) {
	for _, tt := range []struct {
		name, balance, size     string
		liquidation, bankruptcy margin.Absence
	}{
		{"both exist", "20", "1", 0, 0},
		{"fully collateralised long", "100", "1", margin.NeverReached, margin.NeverReached},
		{"short that nothing saves", "-150", "-1", margin.AlwaysPast, margin.AlwaysPast},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := cross("USDT", tt.balance, position(t, btc, tt.size, "100", "0.01")).Assess(margin.Prices{"BTC": dec("100")})[0]
			require.Equal(t, tt.liquidation, s.Positions[0].NoLiquidation)
			require.Equal(t, tt.bankruptcy, s.Positions[0].NoBankruptcy)
			require.Equal(t, tt.liquidation == 0, s.Positions[0].LiquidationPrice.Valid)
			require.Equal(t, tt.bankruptcy == 0, s.Positions[0].BankruptcyPrice.Valid)
			require.Equal(t, margin.FixedPrice, s.Assets[0].NoLiquidation)
			require.Equal(t, margin.FixedPrice, s.Assets[0].NoBankruptcy)
		})
	}
	idle := cross("USDT", "5").Assess(nil)[0]
	require.Equal(t, margin.NothingToLose, idle.Assets[0].NoLiquidation)
	a, prices := lending(t)
	s := a.Assess(prices)[0]
	require.Equal(t, margin.NeverReached, s.Assets[1].NoLiquidation)
	require.Zero(t, s.Assets[0].NoLiquidation)
	for a := margin.Absence(0); a <= margin.NothingToLose; a++ {
		require.NotEqual(t, "unknown", a.String())
		require.Equal(t, a == 0, a.String() == "")
	}
}
