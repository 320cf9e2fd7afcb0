package venue_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

type object = map[string]any

// longDecimal is more decimal places than a document can have.
var longDecimal = regexp.MustCompile(`\.[0-9]{31}`)

// document returns the case as a scenario, or why it cannot be one.
func (c vectorCase) document(t testing.TB) (object, string) {
	t.Helper()
	rules := object{}
	account := object{"venue": c.Venue, "currency": c.Currency, "rules": rules, "positionMode": "hedge"}
	switch {
	case c.Unvalidated || c.Needed != nil || c.Close != nil || c.Share != nil:
		return nil, "asks for what no document does"
	}
	// Collateral in other assets than the settlement asset: a pool of its own by name.
	named := c.Kind == "isolated" && (len(c.Balances) > 1 || len(c.Balances) == 1 && !strings.HasSuffix(c.Positions[0].Symbol, ":"+c.Balances[0].Asset))
	for _, b := range c.Balances {
		if b.Amount.IsNegative() && len(c.Positions) == 0 {
			return nil, "has a negative balance and nothing else, which is no debt"
		}
	}
	if c.AsOf != "" {
		rules["asOf"] = c.AsOf
	}
	var balances, debts, positions []object
	for _, b := range c.Balances {
		if b.Amount.IsNegative() {
			debts = append(debts, object{"asset": b.Asset, "amount": b.Amount.Neg()}) // counts in full, as a negative balance does
		} else {
			balances = append(balances, object{"asset": b.Asset, "amount": b.Amount})
		}
	}
	for _, d := range c.Debts {
		debts = append(debts, object{"asset": d.Asset, "amount": d.Amount})
		rules["debtMaintenanceMarginFraction"] = d.MaintenanceMarginFraction
	}
	for _, r := range c.Collateral {
		rule := object{"asset": r.Asset}
		for name, value := range map[string]*decimal.Decimal{"ratio": r.Ratio, "liquidationThreshold": r.LiquidationThreshold, "loanToValue": r.LoanToValue} {
			if value != nil {
				rule[name] = value
			}
		}
		rules["collateral"] = append(asList(rules["collateral"]), rule)
	}
	if len(c.preset(t).Reserves()) > 0 {
		for _, b := range c.Balances { // what the case counts in full the document has to say, as the venue counts otherwise
			listed := slices.ContainsFunc(c.Collateral, func(r caseCollateral) bool { return r.Asset == b.Asset })
			if !listed && !b.Amount.IsNegative() {
				rules["collateral"] = append(asList(rules["collateral"]), object{"asset": b.Asset})
			}
		}
	}
	for _, q := range c.Positions {
		p, why := q.document(rules)
		if why != "" {
			return nil, why
		}
		if c.Kind == "isolated" && !named {
			p["marginMode"], p["margin"] = "isolated", "0"
			if len(balances) > 0 {
				p["margin"] = balances[0]["amount"]
			}
		}
		positions = append(positions, p)
	}
	if c.Kind == "isolated" && !named {
		if len(debts) > 0 {
			return nil, "has a negative isolated margin"
		}
		balances = nil
	}
	if named {
		account["pools"] = []object{{"name": "pool", "balances": orEmpty(balances), "debts": orEmpty(debts), "positions": orEmpty(positions)}}
		return object{"version": 1, "account": account, "market": object{"prices": c.Prices}}, ""
	}
	account["balances"], account["debts"], account["positions"] = orEmpty(balances), orEmpty(debts), orEmpty(positions)
	return object{"version": 1, "account": account, "market": object{"prices": c.Prices}}, ""
}

func asList(v any) []object {
	list, _ := v.([]object)
	return list
}

func orEmpty(list []object) []object { return append([]object{}, list...) }

// document returns a position and adds its part of the rules, or says why it cannot.
func (q casePosition) document(rules object) (object, string) {
	p := object{"symbol": q.Symbol, "size": q.Size, "entryPrice": q.Entry}
	for name, value := range map[string]decimal.Decimal{"markPrice": q.Mark, "leverage": q.Leverage} {
		if !value.IsZero() {
			p[name] = value
		}
	}
	if q.Accrued != nil {
		p["accruedCosts"] = q.Accrued
	}
	if q.InitialRule != nil || !q.BaseFraction.IsZero() {
		return nil, "has a market of its own, which only a preset can state"
	}
	set := func(name string, value any) string {
		if old, ok := rules[name]; ok && fmt.Sprint(old) != fmt.Sprint(value) {
			return "has positions under different rules"
		}
		rules[name] = value
		return ""
	}
	var why []string
	if !q.Tick.IsZero() {
		why = append(why, set("ticks", object{q.Symbol: q.Tick}))
	}
	if q.CloseFeeRate != nil {
		why = append(why, set("closeFee", object{"rate": q.CloseFeeRate}))
	}
	if q.Floor != nil {
		why = append(why, set("marginFloor", object{"amount": q.Floor}))
	}
	if q.InitialAt != "" {
		why = append(why, set("initialMarginAt", q.InitialAt))
	}
	if q.MaintenanceAt != "" {
		why = append(why, set("maintenanceMarginAt", q.MaintenanceAt))
	}
	if !q.Quantum.IsZero() {
		why = append(why, set("quantum", q.Quantum))
	}
	tiers := []object{{"minNotional": 0, "maintenanceMarginRate": q.MMR}}
	switch {
	case len(q.Tiers) > 0:
		tiers = nil
		for i, pair := range q.Tiers {
			tier := object{"minNotional": 0, "maintenanceMarginRate": pair[1]}
			if i > 0 {
				tier["minNotional"] = q.Tiers[i-1][0]
			}
			if !pair[0].IsZero() {
				tier["maxNotional"] = pair[0]
			}
			tiers = append(tiers, tier)
		}
	case !q.MaxLeverage.IsZero():
		tiers = []object{{"minNotional": 0, "maxLeverage": q.MaxLeverage}}
		why = append(why, set("maintenanceShare", "0.5"))
	}
	all, _ := rules["tiers"].(object)
	if all == nil {
		all = object{}
		rules["tiers"] = all
	}
	if old, ok := all[q.Symbol]; ok && fmt.Sprint(old) != fmt.Sprint(tiers) {
		why = append(why, "has positions of one symbol under different tiers")
	}
	all[q.Symbol] = tiers
	return p, strings.Join(slices.DeleteFunc(why, func(s string) bool { return s == "" }), "; ")
}

// TestVectors_Documents holds the same figures end to end, from a scenario in JSON to the answer in JSON, for
// every case that a document can state.
func TestVectors_Documents(t *testing.T) {
	files, all := readCases(t), 0
	for _, file := range slices.Sorted(maps.Keys(files)) {
		t.Run(file, func(t *testing.T) {
			held, skipped := 0, map[string]int{}
			for _, c := range files[file] {
				document, why := c.document(t)
				if why != "" {
					skipped[why]++
					continue
				}
				text, err := json.Marshal(document)
				require.NoError(t, err)
				if longDecimal.Match(text) {
					skipped["has more than 30 decimal places"]++
					continue
				}
				answer, err := engine.Call(engine.VerbAssess, text)
				require.NoError(t, err, "%s: %s", c.ID, text)
				seen := c.observeDocument(t, answer)
				n := 0
				for _, field := range slices.Sorted(maps.Keys(c.Want)) {
					if got, known := seen[field]; known {
						c.compare(t, field, c.Want[field], got)
						n++
					}
				}
				if n > 0 {
					held++
				} else {
					skipped["asks for what no answer says"]++
				}
			}
			all += held
			t.Logf("documents | %s | %d of %d |", strings.TrimSuffix(file, ".json"), held, len(files[file]))
			t.Logf("skipped: %v", skipped)
		})
	}
	require.GreaterOrEqual(t, all, 60)
}

// observeDocument returns every figure of the answer that a case may ask for.
func (c vectorCase) observeDocument(t testing.TB, answer []byte) object {
	t.Helper()
	type position struct {
		LiquidationPrice, BankruptcyPrice, LiquidationPriceTick, BankruptcyPriceTick *decimal.Decimal
		UnrealizedPnL                                                                decimal.Decimal
	}
	var a struct {
		Margin struct {
			Pools []struct {
				Equity, InitialMargin, MaintenanceMargin decimal.Decimal
				EquityToMaintenance, HealthFactor        *decimal.Decimal
				Liquidatable                             bool
				Thresholds                               []struct {
					Name    string
					Reached bool
				}
				Positions []position
			}
		}
	}
	require.NoError(t, json.Unmarshal(answer, &a))
	require.Len(t, a.Margin.Pools, 1, c.ID)
	p := a.Margin.Pools[0]
	unit := decimal.NewFromInt(1)
	if c.Unit != "" {
		unit = c.Prices[c.Unit]
	}
	amount := func(d decimal.Decimal) decimal.Decimal { return d.DivRound(unit, 40) }
	null := func(d *decimal.Decimal) decimal.NullDecimal {
		if d == nil {
			return decimal.NullDecimal{}
		}
		return decimal.NewNullDecimal(*d)
	}
	out := object{
		"equity": amount(p.Equity), "initialMargin": amount(p.InitialMargin), "maintenanceMargin": amount(p.MaintenanceMargin),
		"liquidatable": p.Liquidatable, "equityToMaintenance": null(p.EquityToMaintenance),
		"coversInitial": p.Equity.GreaterThanOrEqual(p.InitialMargin), "coversMaintenance": p.Equity.GreaterThanOrEqual(p.MaintenanceMargin),
		"freeCollateral": p.Equity.Sub(p.InitialMargin),
	}
	if p.HealthFactor != nil {
		out["healthFactor"], out["healthFactor4"] = null(p.HealthFactor), p.HealthFactor.Round(4)
	}
	for _, r := range p.Thresholds {
		out["thresholds."+r.Name] = r.Reached
	}
	for i, q := range p.Positions {
		at := fmt.Sprintf("positions[%d].", i)
		out[at+"liquidationPrice"], out[at+"liquidationPriceTick"] = null(q.LiquidationPrice), null(q.LiquidationPriceTick)
		out[at+"bankruptcyPrice"], out[at+"bankruptcyPriceTick"] = null(q.BankruptcyPrice), null(q.BankruptcyPriceTick)
		out[at+"unrealizedPnL"] = amount(q.UnrealizedPnL)
	}
	return out
}
