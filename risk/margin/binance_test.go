package margin_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// vectors are figures published or served by Binance, or in the test-suite of an
// independent program; testdata/binance-usdm.json names the source of each.
type vectors struct {
	LiquidationPrice []struct {
		ID              string
		Wallet          decimal.Decimal
		Position        vectorPosition
		Others          []vectorPosition
		Want, Tolerance decimal.Decimal
	}
	MaintenanceMargin []struct {
		ID                                  string
		Notional, MMR, Cum, Want, Tolerance decimal.Decimal
	}
	MaintenanceAmount []struct {
		ID                                     string
		Floor, MMR, MMRBefore, CumBefore, Want decimal.Decimal
	}
	InitialMargin []struct {
		ID                                    string
		Size, Entry, Mark, Leverage, MMR, Cum decimal.Decimal
		WantInitial, WantMaintenance          decimal.Decimal
	}
	UnrealizedPnL []struct {
		ID, Leg                       string
		Side, Size, Entry, Mark, Want decimal.Decimal
	}
	EquityToMaintenance []struct {
		ID                        string
		Equity, Maintenance, Want decimal.Decimal
	}
}

type vectorPosition struct{ Side, Size, Entry, Mark, MMR, Cum decimal.Decimal }

func (v vectorPosition) position(t *testing.T, symbol string) margin.Position {
	t.Helper()
	mark := v.Mark
	if mark.IsZero() {
		mark = v.Entry // any mark: the liquidation price does not depend on it
	}
	return margin.Position{Symbol: sym(t, symbol), Size: v.Side.Mul(v.Size), EntryPrice: v.Entry, MarkPrice: mark,
		Schedule: bracket(t, v.MMR, v.Cum)}
}

// bracket is a schedule with the given rate and deduction at all but small
// notionals: below cum/mmr it asks for nothing, which makes it continuous.
func bracket(t *testing.T, mmr, cum decimal.Decimal) margin.Schedule {
	t.Helper()
	if cum.IsZero() {
		return flat(t, mmr.String())
	}
	edge := cum.Div(mmr)
	return schedule(t, []margin.Tier{{MaxNotional: edge},
		{MinNotional: edge, MaintenanceMarginFraction: mmr, Deduction: cum, DeductionGiven: true}})
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/binance-usdm.json")
	require.NoError(t, err)
	var v vectors
	require.NoError(t, json.Unmarshal(data, &v))
	return v
}

func TestAssess_BinanceLiquidationPrices(t *testing.T) {
	cases := readVectors(t).LiquidationPrice
	require.Len(t, cases, 10)
	var worst decimal.Decimal
	which := ""
	for _, tt := range cases {
		t.Run(tt.ID, func(t *testing.T) {
			positions := []margin.Position{tt.Position.position(t, "ETH/USDT:USDT")}
			for _, o := range tt.Others {
				positions = append(positions, o.position(t, "BTC/USDT:USDT"))
			}
			a := cross("USDT", tt.Wallet.String(), positions...)
			got := a.Assess(margin.Prices{"ETH": dec("1"), "BTC": dec("1")})[0].Positions[0].LiquidationPrice
			require.True(t, got.Valid)
			requireNear(t, tt.Want, got.Decimal, tt.Tolerance)
			if off := got.Decimal.Sub(tt.Want).Abs().DivRound(tt.Want, 30); off.GreaterThan(worst) {
				worst, which = off, tt.ID
			}
		})
	}
	// scripts/validation.sh takes this line for its table.
	t.Logf("vectors | binance-usdm | liquidation prices | %d | %s | %s |", len(cases), worst.Round(12), which)
}

func TestSchedule_BinanceMaintenanceMargin(t *testing.T) {
	cases := readVectors(t).MaintenanceMargin
	require.Len(t, cases, 2)
	for _, tt := range cases {
		t.Run(tt.ID, func(t *testing.T) {
			requireNear(t, tt.Want, bracket(t, tt.MMR, tt.Cum).Maintenance(tt.Notional), tt.Tolerance)
		})
	}
}

func TestNewSchedule_BinanceMaintenanceAmount(t *testing.T) {
	cases := readVectors(t).MaintenanceAmount
	require.Len(t, cases, 1)
	for _, tt := range cases {
		t.Run(tt.ID, func(t *testing.T) {
			// A tier before with the published deduction: it starts where that is continuous.
			first := tt.CumBefore.Div(tt.MMRBefore)
			s := schedule(t, []margin.Tier{{MaxNotional: first},
				{MinNotional: first, MaxNotional: tt.Floor, MaintenanceMarginFraction: tt.MMRBefore, Deduction: tt.CumBefore},
				{MinNotional: tt.Floor, MaintenanceMarginFraction: tt.MMR}})
			requireDecimal(t, tt.Want.String(), s.Tiers()[2].Deduction)
		})
	}
}

func TestAssess_BinanceInitialMarginAtMark(t *testing.T) {
	cases := readVectors(t).InitialMargin
	require.Len(t, cases, 1)
	for _, tt := range cases {
		t.Run(tt.ID, func(t *testing.T) {
			a := cross("USDT", "10", margin.Position{Symbol: sym(t, "WLD/USDT:USDT"), Size: tt.Size, EntryPrice: tt.Entry,
				MarkPrice: tt.Mark, Leverage: tt.Leverage, Schedule: bracket(t, tt.MMR, tt.Cum)})
			s := a.Assess(margin.Prices{"WLD": dec("1")})[0]
			requireDecimal(t, tt.WantInitial.String(), s.InitialMargin)
			requireDecimal(t, tt.WantMaintenance.String(), s.MaintenanceMargin)
		})
	}
}

func TestAssess_BinanceUnrealizedPnL(t *testing.T) {
	cases := readVectors(t).UnrealizedPnL
	require.Len(t, cases, 2)
	for _, tt := range cases {
		t.Run(tt.Leg, func(t *testing.T) {
			v := vectorPosition{Side: tt.Side, Size: tt.Size, Entry: tt.Entry, Mark: tt.Mark, MMR: dec("0.004")}
			s := cross("USDT", "0", v.position(t, "BTC/USDT:USDT")).Assess(margin.Prices{"BTC": dec("1")})[0]
			requireDecimal(t, tt.Want.String(), s.Positions[0].UnrealizedPnL)
			requireDecimal(t, tt.Want.String(), s.Equity)
		})
	}
}

func TestEquityToMaintenance_Binance(t *testing.T) {
	cases := readVectors(t).EquityToMaintenance
	require.Len(t, cases, 1)
	for _, tt := range cases {
		got := margin.PoolState{Equity: tt.Equity, MaintenanceMargin: tt.Maintenance}.EquityToMaintenance()
		requireDecimal(t, tt.Want.String(), got.Decimal)
	}
	require.False(t, margin.PoolState{Equity: dec("1")}.EquityToMaintenance().Valid)
}
