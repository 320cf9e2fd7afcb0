package margin

import "github.com/shopspring/decimal"

// Assess returns the exact margin state of every pool at the given prices, in
// the account's order. The account must be valid at these prices.
//
// It takes time in proportion to the number of positions times the tiers crossed
// on the way to a liquidation price, not to its square.
func (a Account) Assess(prices Prices) []PoolState {
	states := make([]PoolState, len(a.Pools))
	for i := range a.Pools {
		states[i] = a.assess(&a.Pools[i], prices)
	}
	return states
}

func (a Account) assess(p *Pool, prices Prices) PoolState {
	s := PoolState{Name: p.Name, Kind: p.Kind, Positions: make([]PositionState, len(p.Positions))}
	s.addHeld(a.Held(*p, prices))
	xs := make([]exposure, len(p.Positions))
	for i := range p.Positions {
		xs[i] = a.expose(&p.Positions[i], prices)
		x := &xs[i]
		s.Positions[i] = PositionState{
			Symbol:            x.position.Symbol.Name,
			Size:              x.position.Size,
			MarkPrice:         x.markPrice(),
			Notional:          x.notional,
			UnrealizedPnL:     x.pnl(),
			InitialMargin:     x.initial,
			MaintenanceMargin: x.maintenance,
			MaxLeverage:       x.maxLeverage(),
			FloorMargin:       x.floor,
		}
		x.round(&s.Positions[i])
		s.Equity = s.Equity.Add(s.Positions[i].UnrealizedPnL)
		s.InitialMargin = s.InitialMargin.Add(s.Positions[i].InitialMargin)
		s.MaintenanceMargin = s.MaintenanceMargin.Add(s.Positions[i].MaintenanceMargin)
	}
	s.Liquidatable = p.Held() && p.Trigger.Liquidates(s.Equity, s.MaintenanceMargin)
	s.Thresholds = p.reached(s.Equity, s.MaintenanceMargin)
	s.price(a, p, prices, xs)
	return s
}

// addHeld adds balances and debts.
func (s *PoolState) addHeld(held []Held) {
	for _, h := range held {
		s.Assets = append(s.Assets, AssetState{Held: h})
		s.Equity = s.Equity.Add(h.Equity)
		s.Covering = s.Covering.Add(h.Covering)
		s.InitialMargin = s.InitialMargin.Add(h.Initial)
		s.MaintenanceMargin = s.MaintenanceMargin.Add(h.Maintenance)
		if h.Value.IsNegative() {
			s.Debt = s.Debt.Sub(h.Value)
		}
	}
}

// price sets the critical prices of everything the pool holds.
func (s *PoolState) price(a Account, p *Pool, prices Prices, xs []exposure) {
	if !p.Held() {
		for i := range s.Assets {
			s.Assets[i].NoLiquidation, s.Assets[i].NoBankruptcy = NothingToLose, NothingToLose
		}
		return
	}
	for i := range s.Assets {
		if out := &s.Assets[i]; !hasPrice(prices, out.Asset) {
			out.NoLiquidation, out.NoBankruptcy = FixedPrice, FixedPrice // the currency
		}
	}
	factors := s.criticals(xs)
	for i := range xs {
		x, out := &xs[i], &s.Positions[i]
		f := factors[x.position.Symbol.Base]
		out.NoLiquidation, out.NoBankruptcy = f.noLiquidation, f.noBankruptcy
		out.LiquidationPrice = x.price(f.liquidation, f.hasLiquidation)
		out.BankruptcyPrice = x.price(f.bankruptcy, f.hasBankrupt)
		out.BankruptcyPriceWithFees = x.price(f.withFees, f.hasWithFees)
		out.LiquidationPriceTick = x.onTick(out.LiquidationPrice)
		out.BankruptcyPriceTick = x.onTick(out.BankruptcyPriceWithFees)
	}
	for i := range s.Assets {
		out := &s.Assets[i]
		if out.NoLiquidation == FixedPrice {
			continue
		}
		price, f := prices[out.Asset], factors[out.Asset]
		out.NoLiquidation, out.NoBankruptcy = f.noLiquidation, f.noBankruptcy
		out.LiquidationPrice = f.liquidation.times(price, f.hasLiquidation)
		out.BankruptcyPrice = f.bankruptcy.times(price, f.hasBankrupt)
	}
}

// hasPrice reports whether an asset has a price of its own.
func hasPrice(prices Prices, asset string) bool {
	_, ok := prices[asset]
	return ok
}

// times returns price times a factor, to 28 digits, or nothing.
func (r ratio) times(price decimal.Decimal, exists bool) decimal.NullDecimal {
	if !exists || r.den.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: Quotient(price.Mul(r.num), r.den, priceDigits), Valid: true}
}
