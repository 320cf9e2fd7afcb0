package wire

// addReported writes, beside each liquidation price in m, the one that the document says the venue reported, and by
// how much they differ. The pools of m are those of the account, in its order.
func (in *Input) addReported(m *Margin) {
	for i := range m.Pools {
		for j := range m.Pools[i].Positions {
			state := &m.Pools[i].Positions[j]
			reported := in.given(in.places[i].positions[j]).ReportedLiquidationPrice
			state.ReportedLiquidationPrice = reported
			if ours := state.LiquidationPrice; ours != nil && reported != nil {
				state.LiquidationPriceDifference = ratio(ours.Sub(reported.Decimal), reported.Decimal)
			}
		}
	}
}

// given returns the position of the document that stands at a place: account.positions[2] or
// account.pools[0].positions[1].
func (in *Input) given(at *path) *Position {
	if holder := at.up.up; !holder.keyed {
		return &in.Scenario.Account.Pools[holder.index].Positions[at.index]
	}
	return &in.Scenario.Account.Positions[at.index]
}
