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
	Name                string          `json:"name" doc:"Name of the pool."`
	Kind                string          `json:"kind" enum:"cross|isolated|named" doc:"How the pool came to be."`
	Equity              Decimal         `json:"equity" doc:"Balances plus unrealised PnL."`
	InitialMargin       Decimal         `json:"initialMargin" doc:"Margin needed to open the positions now."`
	MaintenanceMargin   Decimal         `json:"maintenanceMargin" doc:"Margin below which the pool is liquidated."`
	EquityToMaintenance *Decimal        `json:"equityToMaintenance" doc:"Equity / maintenance margin, 12 significant digits; null without maintenance margin."`
	HealthFactor        *Decimal        `json:"healthFactor" doc:"Of a lending pool; null in any other."`
	Liquidatable        bool            `json:"liquidatable" doc:"Whether the pool would be liquidated now."`
	Positions           []PositionState `json:"positions" doc:"The positions, in the order of the account."`
}

// A PositionState is the exact margin state of one position. The prices are
// marks per symbol unit in the quote asset, with the other prices held.
type PositionState struct {
	Symbol              string   `json:"symbol" doc:"Symbol, as given."`
	Size                Decimal  `json:"size" doc:"Signed size, as given."`
	Notional            Decimal  `json:"notional" doc:"Absolute size times mark price, in the account's currency."`
	UnrealizedPnL       Decimal  `json:"unrealizedPnL" doc:"Profit since entry at the mark price, in the account's currency."`
	InitialMargin       Decimal  `json:"initialMargin" doc:"In the account's currency."`
	MaintenanceMargin   Decimal  `json:"maintenanceMargin" doc:"In the account's currency."`
	MarkPrice           Decimal  `json:"markPrice" doc:"Mark price used, 28 significant digits."`
	LiquidationPrice    *Decimal `json:"liquidationPrice" doc:"Mark price at which the pool is liquidated, 28 significant digits; null where none exists."`
	LiquidationDistance *Decimal `json:"liquidationDistance" doc:"Liquidation price / mark price - 1, as a fraction of 12 significant digits; null where there is none."`
	BankruptcyPrice     *Decimal `json:"bankruptcyPrice" doc:"Mark price at which the pool's equity is zero, 28 significant digits; null where none exists."`

	ReportedLiquidationPrice   *Decimal `json:"reportedLiquidationPrice,omitempty" doc:"Liquidation price as the venue reported it; absent where the document gives none."`
	LiquidationPriceDifference *Decimal `json:"liquidationPriceDifference,omitempty" doc:"Liquidation price / reported liquidation price - 1, as a fraction of 12 significant digits; absent where either is."`
}

// Significant digits of a ratio and of a price.
const (
	ratioDigits = 12
	priceDigits = 28
)

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

// newMargin writes pool states. The account gives the worth of the quote
// assets at the given prices.
func newMargin(pools []margin.PoolState, a margin.Account, prices margin.Prices) (Margin, error) {
	m := Margin{Pools: make([]PoolState, len(pools))}
	for i, p := range pools {
		state := PoolState{
			Name:                p.Name,
			Kind:                p.Kind.String(),
			Equity:              Decimal{p.Equity},
			InitialMargin:       Decimal{p.InitialMargin},
			MaintenanceMargin:   Decimal{p.MaintenanceMargin},
			EquityToMaintenance: ratio(p.Equity, p.MaintenanceMargin),
			Liquidatable:        p.Liquidatable,
			Positions:           make([]PositionState, len(p.Positions)),
		}
		for j, q := range p.Positions {
			symbol, err := margin.ParseSymbol(q.Symbol)
			if err != nil {
				return Margin{}, err
			}
			unit, _ := a.Price(prices, symbol.Quote)
			state.Positions[j] = newPositionState(q, unit)
		}
		m.Pools[i] = state
	}
	return m, nil
}

// newPositionState writes a position whose quote asset is worth unit.
func newPositionState(q margin.PositionState, unit decimal.Decimal) PositionState {
	size := q.Size.Abs().Mul(unit)
	s := PositionState{
		Symbol:            q.Symbol,
		Size:              Decimal{q.Size},
		Notional:          Decimal{q.Notional},
		UnrealizedPnL:     Decimal{q.UnrealizedPnL},
		InitialMargin:     Decimal{q.InitialMargin},
		MaintenanceMargin: Decimal{q.MaintenanceMargin},
		MarkPrice:         Decimal{margin.Quotient(q.Notional, size, priceDigits)},
		LiquidationPrice:  optional(q.LiquidationPrice),
		BankruptcyPrice:   optional(q.BankruptcyPrice),
	}
	if l := q.LiquidationPrice; l.Valid {
		s.LiquidationDistance = ratio(l.Decimal.Mul(size).Sub(q.Notional), q.Notional)
	}
	return s
}
