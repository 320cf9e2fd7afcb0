package wire

import (
	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Margin is the exact margin state of an account, pool by pool.
type Margin struct {
	Pools []PoolState `json:"pools" doc:"The pools, in the order of the account."`
}

// A PoolState is the exact margin state of one pool. Amounts are in the
// account's currency.
type PoolState struct {
	Name                string           `json:"name" doc:"Name of the pool."`
	Kind                string           `json:"kind" enum:"cross|isolated|named" doc:"How the pool came to be."`
	Equity              Decimal          `json:"equity" doc:"Balances plus unrealised PnL."`
	InitialMargin       Decimal          `json:"initialMargin" doc:"Margin needed to open the positions now."`
	MaintenanceMargin   Decimal          `json:"maintenanceMargin" doc:"Margin below which the pool is liquidated."`
	EquityToMaintenance *Decimal         `json:"equityToMaintenance" doc:"Equity / maintenance margin, 12 significant digits; null without maintenance margin."`
	HealthFactor        *Decimal         `json:"healthFactor" doc:"Of a lending pool, what covers its debts / debts, 28 significant digits, rounded down; null in any other."`
	Liquidatable        bool             `json:"liquidatable" doc:"Whether the pool would be liquidated now."`
	Thresholds          []ThresholdState `json:"thresholds,omitempty" doc:"The levels of the rules, in descending order, and whether they are reached."`
	Assets              []AssetState     `json:"assets,omitempty" doc:"Balances by asset, then debts, of a pool that holds more than a balance of the account's currency."`
	Positions           []PositionState  `json:"positions" doc:"The positions, in the order of the account."`
}

// A ThresholdState says whether a pool has reached a level of its rules.
type ThresholdState struct {
	Name    string  `json:"name" doc:"Name of the level."`
	Factor  Decimal `json:"factor" doc:"Times the maintenance margin."`
	Trigger string  `json:"trigger" enum:"below|atOrBelow" doc:"Whether equality reaches it."`
	Reached bool    `json:"reached" doc:"Whether equity is there."`
}

// An AssetState is a pool's net balance of one asset, or one of its debts. Amounts are in the account's currency, and the prices
// are those of the asset in it.
type AssetState struct {
	Asset              string   `json:"asset" doc:"The asset."`
	Quantity           Decimal  `json:"quantity" doc:"Net balance, or a debt as a negative number."`
	Value              Decimal  `json:"value" doc:"In full."`
	Equity             Decimal  `json:"equity" doc:"After the collateral ratio."`
	Covering           Decimal  `json:"covering" doc:"What of it covers debts before liquidation."`
	InitialMargin      Decimal  `json:"initialMargin" doc:"What of it covers no new debts, or a debt's own margin."`
	MaintenanceMargin  Decimal  `json:"maintenanceMargin" doc:"What of it covers no debts, or a debt's own margin."`
	LiquidationPrice   *Decimal `json:"liquidationPrice" doc:"Price of the asset at which the pool is liquidated, with the others held, 28 significant digits; null where none exists."`
	BankruptcyPrice    *Decimal `json:"bankruptcyPrice" doc:"Price of the asset at which the pool's equity is zero; null where none exists."`
	NoLiquidationPrice string   `json:"noLiquidationPrice,omitempty" doc:"Why there is no liquidation price."`
	NoBankruptcyPrice  string   `json:"noBankruptcyPrice,omitempty" doc:"Why there is no bankruptcy price."`
}

// A PositionState is the exact margin state of one position. The prices are
// marks per symbol unit in the quote asset, with the other prices held.
type PositionState struct {
	Symbol                  string   `json:"symbol" doc:"Symbol, as given."`
	Size                    Decimal  `json:"size" doc:"Signed size, as given."`
	Notional                Decimal  `json:"notional" doc:"Absolute size times mark price, in the account's currency."`
	UnrealizedPnL           Decimal  `json:"unrealizedPnL" doc:"Profit since entry at the mark price, in the account's currency."`
	InitialMargin           Decimal  `json:"initialMargin" doc:"In the account's currency."`
	MaintenanceMargin       Decimal  `json:"maintenanceMargin" doc:"In the account's currency."`
	MaxLeverage             *Decimal `json:"maxLeverage,omitempty" doc:"Largest leverage that the rules allow at this notional; absent where they state none."`
	MarkPrice               Decimal  `json:"markPrice" doc:"Mark price used, 28 significant digits."`
	LiquidationPrice        *Decimal `json:"liquidationPrice" doc:"Mark price at which the pool is liquidated, 28 significant digits; null where none exists."`
	LiquidationDistance     *Decimal `json:"liquidationDistance" doc:"Liquidation price / mark price - 1, as a fraction of 12 significant digits; null where there is none."`
	BankruptcyPrice         *Decimal `json:"bankruptcyPrice" doc:"Mark price at which the pool's equity is zero, before fees, 28 significant digits; null where none exists."`
	NoLiquidationPrice      string   `json:"noLiquidationPrice,omitempty" doc:"Why there is no liquidation price."`
	NoBankruptcyPrice       string   `json:"noBankruptcyPrice,omitempty" doc:"Why there is no bankruptcy price."`
	LiquidationPriceTick    *Decimal `json:"liquidationPriceTick,omitempty" doc:"Liquidation price on the tick of the rules, rounded toward the mark; absent without a tick."`
	BankruptcyPriceTick     *Decimal `json:"bankruptcyPriceTick,omitempty" doc:"Bankruptcy price with fees on the tick, rounded toward the mark; absent without a tick."`
	BankruptcyPriceWithFees *Decimal `json:"bankruptcyPriceWithFees,omitempty" doc:"Mark price at which equity just pays the costs of closing there; absent where it is the bankruptcy price, or none exists."`

	ReportedLiquidationPrice   *Decimal `json:"reportedLiquidationPrice,omitempty" doc:"Liquidation price as the venue reported it; absent where the document gives none."`
	LiquidationPriceDifference *Decimal `json:"liquidationPriceDifference,omitempty" doc:"Liquidation price / reported liquidation price - 1, as a fraction of 12 significant digits; absent where either is."`
}

// ratioDigits is how many significant digits a ratio has.
const ratioDigits = 12

// ratio returns a/b to ratioDigits significant digits, or nil where b is zero.
func ratio(a, b decimal.Decimal) *Decimal {
	if b.IsZero() {
		return nil
	}
	return &Decimal{margin.Quotient(a, b, ratioDigits)}
}

func optional(d decimal.NullDecimal) *Decimal {
	if !d.Valid {
		return nil
	}
	return &Decimal{d.Decimal}
}

// newMargin writes pool states of an account in that currency.
func newMargin(pools []margin.PoolState, currency string) Margin {
	m := Margin{Pools: make([]PoolState, len(pools))}
	for i, p := range pools {
		state := PoolState{
			Name:                p.Name,
			Kind:                p.Kind.String(),
			Equity:              Decimal{p.Equity},
			InitialMargin:       Decimal{p.InitialMargin},
			MaintenanceMargin:   Decimal{p.MaintenanceMargin},
			EquityToMaintenance: ratio(p.Equity, p.MaintenanceMargin),
			HealthFactor:        optional(p.HealthFactor()),
			Liquidatable:        p.Liquidatable,
			Positions:           make([]PositionState, len(p.Positions)),
		}
		for _, t := range p.Thresholds {
			state.Thresholds = append(state.Thresholds, ThresholdState{Name: t.Name, Factor: Decimal{t.Factor}, Trigger: t.Trigger.String(), Reached: t.Reached})
		}
		if len(p.Assets) != 1 || p.Assets[0].Asset != currency || p.Assets[0].Quantity.IsNegative() {
			for _, h := range p.Assets {
				state.Assets = append(state.Assets, newAssetState(h))
			}
		}
		for j, q := range p.Positions {
			state.Positions[j] = newPositionState(q)
		}
		m.Pools[i] = state
	}
	return m
}

func newAssetState(h margin.AssetState) AssetState {
	return AssetState{
		Asset:              h.Asset,
		Quantity:           Decimal{h.Quantity},
		Value:              Decimal{h.Value},
		Equity:             Decimal{h.Equity},
		Covering:           Decimal{h.Covering},
		InitialMargin:      Decimal{h.Initial},
		MaintenanceMargin:  Decimal{h.Maintenance},
		LiquidationPrice:   optional(h.LiquidationPrice),
		BankruptcyPrice:    optional(h.BankruptcyPrice),
		NoLiquidationPrice: h.NoLiquidation.String(),
		NoBankruptcyPrice:  h.NoBankruptcy.String(),
	}
}

func newPositionState(q margin.PositionState) PositionState {
	s := PositionState{
		Symbol:               q.Symbol,
		Size:                 Decimal{q.Size},
		Notional:             Decimal{q.Notional},
		UnrealizedPnL:        Decimal{q.UnrealizedPnL},
		InitialMargin:        Decimal{q.InitialMargin},
		MaintenanceMargin:    Decimal{q.MaintenanceMargin},
		MaxLeverage:          optional(q.MaxLeverage),
		MarkPrice:            Decimal{q.MarkPrice},
		LiquidationPrice:     optional(q.LiquidationPrice),
		BankruptcyPrice:      optional(q.BankruptcyPrice),
		NoLiquidationPrice:   q.NoLiquidation.String(),
		NoBankruptcyPrice:    q.NoBankruptcy.String(),
		LiquidationPriceTick: optional(q.LiquidationPriceTick),
		BankruptcyPriceTick:  optional(q.BankruptcyPriceTick),
	}
	if l := q.LiquidationPrice; l.Valid {
		s.LiquidationDistance = ratio(l.Decimal.Sub(q.MarkPrice), q.MarkPrice)
	}
	if f := q.BankruptcyPriceWithFees; f.Valid && !(q.BankruptcyPrice.Valid && f.Decimal.Equal(q.BankruptcyPrice.Decimal)) {
		s.BankruptcyPriceWithFees = &Decimal{f.Decimal}
	}
	return s
}
