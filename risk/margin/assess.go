package margin

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
	for _, b := range p.Balances {
		price, _ := a.Price(prices, b.Asset)
		s.Equity = s.Equity.Add(b.Amount.Mul(price))
	}
	xs := make([]exposure, len(p.Positions))
	for i := range p.Positions {
		xs[i] = a.expose(&p.Positions[i], prices)
		x := &xs[i]
		s.Positions[i] = PositionState{
			Symbol:            x.position.Symbol.Name,
			Size:              x.position.Size,
			Notional:          x.notional,
			UnrealizedPnL:     x.pnl(),
			InitialMargin:     x.initial,
			MaintenanceMargin: x.maintenance,
		}
		s.Equity = s.Equity.Add(s.Positions[i].UnrealizedPnL)
		s.InitialMargin = s.InitialMargin.Add(s.Positions[i].InitialMargin)
		s.MaintenanceMargin = s.MaintenanceMargin.Add(x.maintenance)
	}
	s.Liquidatable = p.held() && p.Trigger.Liquidates(s.Equity, s.MaintenanceMargin)
	s.Thresholds = p.reached(s.Equity, s.MaintenanceMargin)
	factors := a.criticals(p, prices, xs, s.Equity, s.MaintenanceMargin)
	for i := range xs {
		x, out := &xs[i], &s.Positions[i]
		f := factors[x.position.Symbol.Base]
		out.LiquidationPrice = x.price(f.liquidation, f.hasLiquidation)
		out.BankruptcyPrice = x.price(f.bankruptcy, f.hasBankrupt)
		out.BankruptcyPriceWithFees = x.price(f.withFees, f.hasWithFees)
		out.LiquidationPriceTick = x.onTick(out.LiquidationPrice)
		out.BankruptcyPriceTick = x.onTick(out.BankruptcyPriceWithFees)
	}
	return s
}
