package margin

import (
	"fmt"
	"sort"

	"github.com/shopspring/decimal"
)

// Validate reports every fault of the account at these prices, as Errors with
// paths relative to the account (pools[0].positions[2].size, prices.BTC), or nil.
// All rules about the meaning of an account are here and nowhere else.
func (a Account) Validate(prices Prices) error {
	v := validation{account: a, prices: prices, needed: make(map[string]bool)}
	v.name("currency", a.Currency)
	if a.PositionMode < 0 || a.PositionMode > Hedge {
		v.errs.add("positionMode", fmt.Sprint(int(a.PositionMode)), "oneWay or hedge")
	}
	if len(a.Pools) == 0 {
		v.errs.add("pools", "none", "at least one pool")
	}
	names := make(map[string]int)
	for i := range a.Pools {
		p := &a.Pools[i]
		path := fmt.Sprintf("pools[%d]", i)
		if v.name(path+".name", p.Name) {
			if first, seen := names[p.Name]; seen {
				v.errs.add(path+".name", shorten(p.Name), fmt.Sprintf("a name other than that of pools[%d]", first))
			} else {
				names[p.Name] = i
			}
		}
		v.pool(path, p)
	}
	v.checkPrices()
	return v.errs.Err()
}

// A validation collects errors and the assets that need a price.
type validation struct {
	account Account
	prices  Prices
	needed  map[string]bool
	errs    Errors
}

func (v *validation) pool(path string, p *Pool) {
	if p.Kind < Cross || p.Kind > Named {
		v.errs.add(path+".kind", fmt.Sprint(int(p.Kind)), "cross, isolated or named")
	}
	if p.Trigger < 0 || p.Trigger > AtOrBelow {
		v.errs.add(path+".trigger", fmt.Sprint(int(p.Trigger)), "below or atOrBelow")
	}
	if p.Kind == Isolated && len(p.Positions) != 1 {
		v.errs.add(path+".positions", fmt.Sprint(len(p.Positions)), "exactly one position in an isolated pool")
	}
	for i, b := range p.Balances {
		at := fmt.Sprintf("%s.balances[%d]", path, i)
		if v.name(at+".asset", b.Asset) {
			v.needed[b.Asset] = true
		}
		if outOfLimits(b.Amount) {
			v.errs.add(at+".amount", got(b.Amount), limits)
		}
	}
	v.thresholds(path+".thresholds", p)
	v.collateral(path, p)
	held := make(map[heldKey]bool)
	for i := range p.Positions {
		at := fmt.Sprintf("%s.positions[%d]", path, i)
		x := &p.Positions[i]
		v.position(at, x)
		key := heldKey{symbol: x.Symbol.Key()}
		if v.account.PositionMode == Hedge {
			key.long = x.Size.IsPositive()
		}
		if held[key] {
			want := `one position of a symbol in a pool (positionMode "hedge" allows one long and one short)`
			if v.account.PositionMode == Hedge {
				want = "one long and one short position of a symbol in a pool"
			}
			v.errs.add(at+".symbol", shorten(x.Symbol.Name), want)
		}
		held[key] = true
	}
}

// A heldKey names what a pool may hold once.
type heldKey struct {
	symbol string
	long   bool // told apart in hedge mode only
}

func (v *validation) position(at string, p *Position) {
	v.symbol(at+".symbol", p.Symbol)
	v.terms(at+".terms", p)
	v.decimal(at+".size", p.Size, !p.Size.IsZero(), "a non-zero decimal")
	v.decimal(at+".entryPrice", p.EntryPrice, p.EntryPrice.IsPositive(), "a positive decimal")
	v.decimal(at+".markPrice", p.MarkPrice, !p.MarkPrice.IsNegative(), "a positive decimal, or none")
	if !p.Leverage.IsZero() && wrongLeverage(p.Leverage) {
		v.errs.add(at+".leverage", got(p.Leverage), wantLeverage)
	}
	if len(p.Schedule.tiers) == 0 {
		v.errs.add(at+".schedule", "none", "a maintenance margin schedule")
	}
}

func (v *validation) symbol(path string, s Symbol) {
	switch {
	case !validAsset(s.Base) || !validAsset(s.Quote) || s.Settle != s.Quote && s.Settle != s.Base || s.Base == s.Quote:
		v.errs.add(path, shorten(s.Name), "a linear contract such as BTC/USDT:USDT or an inverse one such as BTC/USD:BTC")
		return
	case s.Inverse() && !s.Multiplier.Equal(one()):
		v.errs.add(path, shorten(s.Name), "an inverse contract on a single coin")
	case outOfLimits(s.Multiplier) || !s.Multiplier.IsPositive():
		v.errs.add(path, shorten(s.Name), "a positive multiplier")
	}
	v.needed[s.Base] = true
	v.needed[s.Quote] = true
}

// checkPrices checks every price given and that none is missing, in name order.
func (v *validation) checkPrices() {
	assets := make([]string, 0, len(v.prices)+len(v.needed))
	for asset := range v.prices {
		assets = append(assets, asset)
	}
	for asset := range v.needed {
		if _, given := v.prices[asset]; !given {
			assets = append(assets, asset)
		}
	}
	sort.Strings(assets)
	for _, asset := range assets {
		path := "prices." + asset
		if price, given := v.prices[asset]; given {
			v.decimal(path, price, price.IsPositive(), "a positive decimal")
		} else if asset != v.account.Currency {
			v.errs.add(path, "nothing", "a positive decimal, as the account holds or trades "+asset)
		}
	}
}

// name checks that s names something and reports whether it does.
func (v *validation) name(path, s string) bool {
	if s == "" {
		v.errs.add(path, `""`, "a non-empty name")
	}
	return s != ""
}

func (v *validation) decimal(path string, d decimal.Decimal, ok bool, want string) {
	switch {
	case outOfLimits(d):
		v.errs.add(path, got(d), limits)
	case !ok:
		v.errs.add(path, got(d), want)
	}
}
