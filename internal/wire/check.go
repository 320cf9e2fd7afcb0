package wire

import (
	"errors"
	"strconv"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// checkAccount adds the faults of the account, by their paths in the document.
func (in *Input) checkAccount(errs *collector) {
	in.addLocated(in.standInAccount(errs).Validate(in.Market.Prices), errs)
}

// checkMarket adds the faults of the market and the simulation of an input that
// has others. The plan is made for its errors.
func (in *Input) checkMarket(errs *collector) {
	_, err := risk.NewPlan(in.standInAccount(errs), in.Market, in.Simulation)
	in.addLocated(err, errs)
}

func (in *Input) addLocated(err error, errs *collector) {
	var faults margin.Errors
	if errors.As(in.Locate(err), &faults) {
		errs.all(faults)
	}
}

// standInAccount returns the account with a guess for a currency that is in
// error, so that the assets it would have priced are not reported too.
func (in *Input) standInAccount(errs *collector) margin.Account {
	a := in.Account
	if errs.known("account.currency") {
		a.Currency = standInCurrency(a)
	}
	return a
}

func standInCurrency(a margin.Account) string {
	for _, p := range a.Pools {
		for _, q := range p.Positions {
			if q.Symbol.Quote != "" {
				return q.Symbol.Quote
			}
		}
		for _, b := range p.Balances {
			return b.Asset
		}
	}
	return a.Currency
}

// documentPath turns a path of the account or the market into that of the
// document: pools[1].positions[0].size into account.positions[2].size.
func (in *Input) documentPath(p string) string {
	switch {
	case p == "market" || strings.HasPrefix(p, "market.") || strings.HasPrefix(p, "simulation.") || strings.HasPrefix(p, "account."):
		return p
	case strings.HasPrefix(p, "prices."):
		return "market." + p
	}
	i, rest, ok := element(p, "pools")
	if !ok || i >= len(in.places) {
		return "account." + p
	}
	at := in.places[i]
	if j, field, ok := element(rest, "positions"); ok && j < len(at.positions) {
		if term, ok := strings.CutPrefix(field, "terms."); ok {
			return termPath(term, at.symbols[j], at.positions[j])
		}
		if field == "schedule" {
			field = "symbol"
		}
		return join(at.positions[j], field)
	}
	if j, field, ok := element(rest, "debts"); ok && j < len(at.debts) {
		if field == "maintenanceMarginFraction" {
			return "account.rules.debtMaintenanceMarginFraction"
		}
		return join(at.debts[j], field)
	}
	for _, list := range []string{"thresholds", "collateral"} {
		if j, field, ok := element(rest, list); ok {
			return join(rulesPath().member(list).element(j), field)
		}
	}
	if j, field, ok := element(rest, "balances"); ok && j < len(at.balances) {
		if at.isolated {
			field = ""
		}
		return join(at.balances[j], field)
	}
	return at.name.String()
}

// termPath returns the place in the document of one of a position's terms.
func termPath(term, symbol string, at *path) string {
	rules := rulesPath()
	switch name, rest, _ := strings.Cut(term, "."); name {
	case "contractSize":
		return rules.member("contractSizes").member(symbol).String()
	case "tick":
		return rules.member("ticks").member(symbol).String()
	case "costs":
		switch rest {
		case "accrued":
			return at.member("accruedCosts").String()
		case "impact":
			return at.member("priceImpact").String()
		}
		return rules.member("priceImpactFloor").String()
	case "rounding":
		return rules.member("quantum").String()
	case "floor":
		return rules.member("marginFloor").member(rest).String()
	case "initialFraction":
		return rules.member("initialMarginFraction").String()
	case "initialAt":
		return rules.member("initialMarginAt").String()
	case "maintenanceAt":
		return rules.member("maintenanceMarginAt").String()
	case "closeFee":
		return rules.member(name).member(rest).String()
	}
	return at.String()
}

// element splits list[i].rest into i and rest.
func element(p, list string) (i int, rest string, ok bool) {
	p, ok = strings.CutPrefix(p, list+"[")
	if !ok {
		return 0, "", false
	}
	number, rest, ok := strings.Cut(p, "]")
	if !ok {
		return 0, "", false
	}
	i, err := strconv.Atoi(number)
	return i, strings.TrimPrefix(rest, "."), err == nil && i >= 0
}

func join(at *path, field string) string {
	if field == "" {
		return at.String()
	}
	return at.member(field).String()
}

// Locate gives the errors of an input their paths in the document. Other errors
// are returned as they are.
func (in *Input) Locate(err error) error {
	var faults margin.Errors
	if !errors.As(err, &faults) {
		return err
	}
	var errs collector
	for _, e := range faults {
		errs.add(in.documentPath(e.Path), clipTo(e.Got, maxSentence), e.Want)
	}
	return errs.err()
}
