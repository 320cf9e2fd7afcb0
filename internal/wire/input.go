package wire

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// An Input is a decoded scenario, ready to be answered.
type Input struct {
	Scenario   Scenario // with defaults filled in and overrides applied
	Account    margin.Account
	Market     risk.Market
	Simulation risk.Simulation
	noted      []string // sentences about what was assumed of the account, or left unused
	assumed    []string // the same of market and simulation
	places     []place
	// interestMatters reports whether open interest raises some initial margin.
	interestMatters bool
}

// Decode reads a scenario and builds its account, with margin rules looked up
// and the account checked at the market's prices. The error is margin.Errors and
// names every offending field by its path in the document.
func Decode(document []byte) (*Input, error) {
	in, errs := decode(document, Overrides{})
	if err := errs.err(); err != nil {
		return nil, err
	}
	return in, nil
}

// DecodeSimulation is Decode for a scenario that is to be simulated. Where it is
// in error, the errors of its market and simulation are among those named; where
// it is not, those are left to the plan, whose errors Locate places.
func DecodeSimulation(document []byte, o Overrides) (*Input, error) {
	in, errs := decode(document, o)
	err := errs.err()
	if err == nil {
		return in, nil
	}
	if in != nil {
		in.checkMarket(errs)
	}
	return nil, errs.err()
}

// decode returns what it could read, or nil where that is nothing.
func decode(document []byte, o Overrides) (*Input, *collector) {
	errs := &collector{}
	if len(document) > MaxBytes {
		errs.add(documentPath, fmt.Sprintf("%d bytes", len(document)), fmt.Sprintf("at most %d bytes (10 MiB)", MaxBytes))
		return nil, errs
	}
	doc := parse(document, maxValues, errs)
	if doc == nil {
		return nil, errs
	}
	if doc.kind != kindObject {
		errs.add(documentPath, doc.describe(), "an object")
		return nil, errs
	}
	o.apply(doc)
	in := &Input{}
	d := &decoder{errs: errs, layouts: map[reflect.Type][]field{}}
	d.read(doc, nil, &in.Scenario)
	s := &in.Scenario
	if s.Version != FormatVersion {
		errs.add("version", fmt.Sprint(s.Version), fmt.Sprint(FormatVersion))
	}
	if s.Market.AsOf != "" && !isTime(s.Market.AsOf) {
		errs.add("market.asOf", clip(s.Market.AsOf), "a time such as 2025-10-01T00:00:00Z")
	}
	in.checkModel(errs)
	in.resolve(errs)
	in.fill()
	s.Simulation.checkZeros(errs)
	in.Simulation = newSimulation(s.Simulation)
	in.Market = newMarket(s.Market)
	in.noted = append(in.noted, in.arrangement()...)
	in.noted = append(in.noted, in.unusedRules()...)
	in.assumed = append(in.assumed, in.unlikely()...)
	in.assumed = append(in.assumed, in.unused()...)
	in.assumed = append(in.assumed, in.unusedRates()...)
	in.assumed = append(in.assumed, in.unusedHistory()...)
	in.checkAccount(errs)
	return in, errs
}

func newMarket(m Market) risk.Market {
	prices := margin.Prices{}
	for asset, p := range m.Prices {
		prices[asset] = p.Decimal
	}
	out := risk.Market{
		Prices: prices, Volatility: m.Volatility, VolatilityTerm: newTerms(m.VolatilityTerm), VolatilityStdErr: m.VolatilityStdErr, Drift: m.Drift, Model: newModel(m.Model),
		FundingRates: newFunding(m.FundingRates), BorrowRates: m.BorrowRates,
	}
	if m.Correlation != nil {
		out.Correlation = risk.Correlation{Assets: m.Correlation.Assets, Matrix: m.Correlation.Matrix}
	}
	return out
}

func newSimulation(s *Simulation) risk.Simulation {
	out := risk.Simulation{
		HorizonHours: *s.HorizonHours,
		Monitoring:   risk.Monitoring{EveryHours: s.Monitoring.EveryHours},
		Paths:        *s.Paths,
		Seed:         uint64(*s.Seed),
	}
	if s.Replicates != nil {
		out.Replicates = *s.Replicates
	}
	if s.TargetStdErr != nil {
		out.TargetStdErr = *s.TargetStdErr
	}
	if s.MaxPaths != nil {
		out.MaxPaths = *s.MaxPaths
	}
	return out
}

// checkZeros refuses zeros that would pass for values left out.
func (s *Simulation) checkZeros(errs *collector) {
	zero := func(name string, is bool) {
		if is {
			errs.add("simulation."+name, "0", "a number above 0, or nothing for the default")
		}
	}
	zero("replicates", s.Replicates != nil && *s.Replicates == 0)
	zero("targetStdErr", s.TargetStdErr != nil && *s.TargetStdErr == 0)
	zero("maxPaths", s.MaxPaths != nil && *s.MaxPaths == 0)
}

// warnings returns what was assumed or left unused and then what the engine said.
func (in *Input) warnings(engine []string) []string {
	return slices.Concat(in.assumed, in.noted, engine)
}
