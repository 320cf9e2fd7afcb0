package venue_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// A vectorCase is one figure that a venue published or served, or that its own tests
// or those of an independent program assert, as an account and what is wanted of it.
type vectorCase struct {
	ID, Source, Origin, Date, Note string
	Venue, AsOf, Kind, Currency    string
	Unit                           string // of the wanted amounts; the currency if empty
	Prices                         margin.Prices
	Balances                       []margin.Holding
	Positions                      []casePosition
	Debts                          []margin.Debt
	Collateral                     []caseCollateral
	Needed                         *caseNeeded
	Close                          *caseClose
	Share                          *caseShare
	Unvalidated                    bool // the source's input is no valid account
	Want                           map[string]any
	Tolerance                      decimal.Decimal // relative, unless Absolute
	Absolute                       bool
}

// A casePosition is a position with a short form of its rules: tiers as pairs of
// upper edge and rate, or a maximum leverage, or one rate with a maintenance amount.
type casePosition struct {
	Symbol                       string
	Size, Entry, Mark, Leverage  decimal.Decimal
	MMR, Cum, MaxLeverage        decimal.Decimal
	Tiers                        [][2]decimal.Decimal
	Tick                         decimal.Decimal
	CloseFeeRate                 *decimal.Decimal
	InitialAt, MaintenanceAt     string
	BaseFraction, Share, Quantum decimal.Decimal
	InitialRule                  *margin.InitialRule
	OpenInterest                 decimal.Decimal
	Floor, Accrued               *decimal.Decimal
}

// A caseCollateral is a rule for a balance; what is absent is 1.
type caseCollateral struct {
	Asset                                    string
	Ratio, LiquidationThreshold, LoanToValue *decimal.Decimal
}

// A caseNeeded asks what of an asset at a ratio covers an amount.
type caseNeeded struct{ Ratio, Counted decimal.Decimal }

// A caseClose asks what closing a part of a position at bankruptcy brings in.
type caseClose struct {
	Position int
	Delta    decimal.Decimal
}

// A caseShare asks for the maintenance fraction of a market that states a share.
type caseShare struct{ Base, Share decimal.Decimal }

// readCases returns the cases of every file, by file name.
func readCases(t testing.TB) map[string][]vectorCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	out := make(map[string][]vectorCase)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var cases []vectorCase
		require.NoError(t, json.Unmarshal(data, &cases), file)
		out[filepath.Base(file)] = cases
	}
	require.NotEmpty(t, out)
	return out
}

func (c vectorCase) preset(t testing.TB) venue.Venue {
	t.Helper()
	v, ok := venue.Get(c.Venue)
	require.True(t, ok, c.Venue)
	if c.AsOf != "" {
		var err error
		v, err = v.At(c.AsOf)
		require.NoError(t, err)
	}
	return v
}

// account builds the case's account with the terms of its venue.
func (c vectorCase) account(t testing.TB) margin.Account {
	t.Helper()
	v := c.preset(t)
	p := margin.Pool{Name: "pool", Kind: margin.Cross, Trigger: v.Trigger, Thresholds: v.Thresholds(), Balances: c.Balances, Debts: c.Debts, Collateral: c.rules(t)}
	if c.Kind == "isolated" {
		p.Kind = margin.Isolated
	}
	for _, q := range c.Positions {
		p.Positions = append(p.Positions, q.position(t, v, p.Kind))
	}
	return margin.Account{Currency: c.Currency, PositionMode: margin.Hedge, Pools: []margin.Pool{p}}
}

func (c vectorCase) rules(t testing.TB) []margin.Collateral {
	t.Helper()
	var out []margin.Collateral
	for _, r := range c.Collateral {
		rule := margin.Collateral{Asset: r.Asset}
		if r.Ratio != nil {
			var err error
			rule.Ratio, err = margin.FlatRatio(*r.Ratio)
			require.NoError(t, err)
		}
		if r.LiquidationThreshold != nil {
			rule.LiquidationThreshold = decimal.NewNullDecimal(*r.LiquidationThreshold)
		}
		rule.LoanToValue = rule.LiquidationThreshold
		if r.LoanToValue != nil {
			rule.LoanToValue = decimal.NewNullDecimal(*r.LoanToValue)
		}
		out = append(out, rule)
	}
	return out
}

func (q casePosition) position(t testing.TB, v venue.Venue, kind margin.Kind) margin.Position {
	t.Helper()
	s, err := margin.ParseSymbol(q.Symbol)
	require.NoError(t, err)
	out := margin.Position{Symbol: s, Size: q.Size, EntryPrice: q.Entry, MarkPrice: q.Mark, Leverage: q.Leverage, Terms: v.Terms(s, kind), Schedule: q.schedule(t)}
	if !q.Tick.IsZero() {
		out.Terms.Tick = q.Tick
	}
	if q.CloseFeeRate != nil {
		out.Terms.CloseFee.Rate = *q.CloseFeeRate
	}
	q.add(&out.Terms)
	if q.MaintenanceAt == "entry" {
		out.Terms.MaintenanceAt = margin.AtEntry
	}
	if q.InitialAt == "entry" {
		out.Terms.InitialAt = margin.AtEntry
	}
	return out
}

// add sets what the case gives of the terms.
func (q casePosition) add(terms *margin.Terms) {
	terms.Rounding.BaseFraction, terms.Rounding.Share = decimal.Decimal{}, decimal.Decimal{} // the case has its own fractions
	if !q.Quantum.IsZero() {
		terms.Rounding = margin.Rounding{Quantum: q.Quantum, BaseFraction: q.BaseFraction, Share: q.Share}
	}
	if q.InitialRule != nil {
		terms.InitialFraction = decimal.NewNullDecimal(q.InitialRule.Fraction(q.Size, q.OpenInterest))
	}
	if q.Floor != nil {
		terms.Floor.Amount = *q.Floor
	}
	if q.Accrued != nil {
		terms.Costs.Accrued = *q.Accrued
	}
}

func (q casePosition) schedule(t testing.TB) margin.Schedule {
	t.Helper()
	var tiers []margin.Tier
	var s margin.Schedule
	var err error
	switch {
	case len(q.Tiers) > 0:
		for i, pair := range q.Tiers {
			tier := margin.Tier{MaxNotional: pair[0], MaintenanceMarginFraction: pair[1]}
			if i > 0 {
				tier.MinNotional = tiers[i-1].MaxNotional
			}
			tiers = append(tiers, tier)
		}
		s, err = margin.NewSchedule(tiers)
	case !q.MaxLeverage.IsZero():
		s, err = margin.ShareSchedule([]margin.Tier{{MaxLeverage: q.MaxLeverage}}, decimal.RequireFromString("0.5"))
	default:
		s, err = margin.FlatSchedule(q.MMR)
	}
	require.NoError(t, err)
	return s
}
