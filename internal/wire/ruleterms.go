package wire

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// readTerms checks what the rules say of terms, as far as no position is needed for it.
func (b *ruleBook) readTerms(errs *collector) {
	if f := b.rules.CloseFee; f != nil && !errs.known("account.rules.closeFee") {
		b.checkCloseFee(f, errs)
	}
	if share := b.rules.MaintenanceShare; share != nil && (share.IsNegative() || share.GreaterThanOrEqual(decimal.NewFromInt(1))) {
		errs.add("account.rules.maintenanceShare", share.String(), "a fraction in [0, 1)")
	}
	for _, sizes := range []struct {
		name string
		by   map[string]Decimal
	}{{"contractSizes", b.rules.ContractSizes}, {"ticks", b.rules.Ticks}} {
		for _, name := range slices.Sorted(maps.Keys(sizes.by)) {
			at, value := rulesPath().member(sizes.name).member(name), sizes.by[name]
			if _, err := margin.ParseSymbol(name); err != nil {
				errs.place(at.String(), err)
			}
			errs.positive(&value, at)
		}
	}
}

// checkCloseFee checks that a fee is whole: what it leaves out is the venue's, which must then have one.
func (b *ruleBook) checkCloseFee(f *CloseFee, errs *collector) {
	own := margin.CloseFee{}
	if b.venue != nil {
		own = b.venue.BaseTerms(margin.Symbol{}, margin.Cross).CloseFee
	}
	switch {
	case f.On == "none":
		if f.Rate != nil && !f.Rate.IsZero() {
			errs.add("account.rules.closeFee.rate", f.Rate.String(), "no rate beside none")
		}
		return
	case f.On == "" && own.On == 0:
		errs.add("account.rules.closeFee.on", "nothing", "mark, bankruptcy, entry or none")
	}
	if f.Rate == nil && own.On == 0 {
		errs.add("account.rules.closeFee.rate", "nothing", "a fraction in [0, 1)")
	}
}

// readMarkets reads the classes and open interests of symbols.
func (b *ruleBook) readMarkets(errs *collector) {
	b.classes, b.interest = map[string]venue.Market{}, map[string]decimal.Decimal{}
	for _, name := range slices.Sorted(maps.Keys(b.rules.Markets)) {
		at, class := rulesPath().member("markets").member(name), b.rules.Markets[name]
		symbol, err := margin.ParseSymbol(name)
		if err != nil {
			errs.place(at.String(), err)
			continue
		}
		if b.venue == nil || len(b.venue.Markets()) == 0 {
			if !b.broken {
				errs.add(at.String(), clip(class), "nothing: only a venue with classes of market, such as dydx-v4, takes one")
			}
			continue
		}
		market, ok := b.venue.Market(class)
		if !ok {
			names := b.venue.Markets()
			errs.add(at.String(), clip(class), "one of "+strings.Join(names, ", ")+DidYouMean(class, names))
			continue
		}
		b.classes[symbol.Key()] = market
	}
	for _, name := range slices.Sorted(maps.Keys(b.rules.OpenInterest)) {
		at, interest := rulesPath().member("openInterest").member(name), b.rules.OpenInterest[name]
		symbol, err := margin.ParseSymbol(name)
		if err != nil {
			errs.place(at.String(), err)
			continue
		}
		if interest.IsNegative() {
			errs.add(at.String(), interest.String(), "zero or more")
		}
		b.interest[symbol.Key()] = interest.Decimal
	}
}

// terms replaces what the document gives.
func (b *ruleBook) terms(t margin.Terms, s margin.Symbol) margin.Terms {
	r := &b.rules
	t.InitialAt, t.MaintenanceAt = basis(r.InitialMarginAt, t.InitialAt), basis(r.MaintenanceMarginAt, t.MaintenanceAt)
	if r.InitialMarginFraction != nil {
		t.InitialFraction = decimal.NewNullDecimal(r.InitialMarginFraction.Decimal)
	}
	if f := r.CloseFee; f != nil {
		t.CloseFee.On = feeBasis(f.On, t.CloseFee.On)
		if f.Rate != nil {
			t.CloseFee.Rate = f.Rate.Decimal
		}
	}
	if f := r.MarginFloor; f != nil {
		t.Floor.Amount = f.Amount.Decimal
		switch f.Fees {
		case "within":
			t.Floor.Fees = margin.FeesWithin
		case "onTop":
			t.Floor.Fees = margin.FeesOnTop
		}
	}
	if r.PriceImpactFloor != nil {
		t.Costs.ImpactFloor = r.PriceImpactFloor.Decimal
	}
	if r.Quantum != nil {
		t.Rounding.Quantum = r.Quantum.Decimal
	}
	if size, ok := r.ContractSizes[s.Name]; ok {
		t.ContractSize = size.Decimal
	}
	if tick, ok := r.Ticks[s.Name]; ok {
		t.Tick = tick.Decimal
	}
	return t
}

func basis(word string, otherwise margin.Basis) margin.Basis {
	for _, b := range []margin.Basis{margin.AtMark, margin.AtEntry} {
		if b.String() == word {
			return b
		}
	}
	return otherwise
}

func feeBasis(word string, otherwise margin.FeeBasis) margin.FeeBasis {
	for _, b := range []margin.FeeBasis{0, margin.FeeAtMark, margin.FeeAtBankruptcy, margin.FeeAtEntry} {
		if b.String() == word {
			return b
		}
	}
	return otherwise
}

// thresholds returns the ladder of a pool: the document's, or the venue's with the
// trigger of the rules at liquidation.
func (b *ruleBook) thresholds() []margin.Threshold {
	var out []margin.Threshold
	if len(b.rules.Thresholds) == 0 && b.venue != nil {
		out = b.venue.Thresholds()
		for i := range out {
			if out[i].Name == margin.LiquidationThreshold {
				out[i].Trigger = b.trigger
			}
		}
	}
	for _, t := range b.rules.Thresholds {
		trigger := b.trigger
		switch t.Trigger {
		case margin.Below.String():
			trigger = margin.Below
		case margin.AtOrBelow.String():
			trigger = margin.AtOrBelow
		}
		out = append(out, margin.Threshold{Name: t.Name, Factor: t.Factor.Decimal, Trigger: trigger})
	}
	return out
}
