package wire

import (
	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A place says where in the document a pool of the account came from.
type place struct {
	name      *path
	balances  []*path
	debts     []*path
	positions []*path
	symbols   []string // of the positions
	isolated  bool
}

// An isolated margin that is not given has marginDigits significant digits, and no more decimal
// places than a document can hold.
const marginDigits = 28

const wantCredit = "zero or more; what is owed is one of debts"

// A resolver splits the account of a document into margin pools.
type resolver struct {
	in    *Input
	rules *ruleBook
	names map[string]bool
	hedge bool
	notes []string
	errs  *collector
}

// resolve builds the account: the pool cross first, then the isolated positions,
// then the named pools. It writes the margins it derives into the scenario.
func (in *Input) resolve(errs *collector) {
	a := &in.Scenario.Account
	r := &resolver{in: in, rules: newRuleBook(a, errs), names: map[string]bool{}, hedge: a.PositionMode == hedge, errs: errs}
	in.Account = margin.Account{Currency: a.Currency, PositionMode: margin.OneWay}
	if r.hedge {
		in.Account.PositionMode = margin.Hedge
	}
	at := (*path)(nil).member("account")
	r.crossPool(a, at)
	for i := range a.Positions {
		if a.Positions[i].MarginMode == isolated {
			r.isolatedPool(&a.Positions[i], at.member("positions").element(i))
		}
	}
	for i := range a.Pools {
		r.namedPool(&a.Pools[i], at.member("pools").element(i))
	}
	in.interestMatters = r.rules.interestMatters
	in.noted = append(in.noted, r.rules.notes...)
	in.noted = append(in.noted, r.notes...)
	if r.rules.venue != nil {
		if a.Rules == nil {
			a.Rules = &Rules{}
		}
		a.Rules.AsOf = r.rules.asOf
		setDefault(&a.Rules.Trigger, r.rules.trigger.String())
	}
}

// crossPool adds the default pool. It is left out where it would be empty and
// there are others.
func (r *resolver) crossPool(a *Account, at *path) {
	r.names[cross] = true
	pool := r.pool(cross, margin.Cross)
	place := place{name: at}
	r.holdings(a.Balances, a.Debts, at, &pool, &place)
	others := len(a.Pools) > 0
	for i := range a.Positions {
		if a.Positions[i].MarginMode == isolated {
			others = true
			continue
		}
		r.shared(&a.Positions[i], at.member("positions").element(i), &pool, &place)
	}
	if len(pool.Balances) > 0 || len(pool.Debts) > 0 || len(pool.Positions) > 0 || !others {
		r.wallets(pool, place)
	}
}

func (r *resolver) namedPool(p *Pool, at *path) {
	pool := r.pool(p.Name, margin.Named)
	place := place{name: at.member("name")}
	r.claim(p.Name, place.name, "a name that no other pool has")
	r.holdings(p.Balances, p.Debts, at, &pool, &place)
	for i := range p.Positions {
		here := at.member("positions").element(i)
		if p.Positions[i].MarginMode == isolated {
			r.errs.add(here.member("marginMode").String(), isolated, "cross, as the positions of a named pool share it")
		}
		r.shared(&p.Positions[i], here, &pool, &place)
	}
	r.add(pool, place)
}

// shared adds a position to a pool of several.
func (r *resolver) shared(p *Position, at *path, pool *margin.Pool, place *place) {
	if p.Margin != nil {
		r.errs.add(at.member("margin").String(), p.Margin.String(), "no margin of its own, unless marginMode is isolated")
	}
	pool.Positions = append(pool.Positions, r.position(p, pool.Kind, at))
	place.positions, place.symbols = append(place.positions, at), append(place.symbols, p.Symbol)
}

func (r *resolver) isolatedPool(p *Position, at *path) {
	position := r.position(p, margin.Isolated, at)
	pool := r.pool(p.Symbol, margin.Isolated)
	pool.Positions = []margin.Position{position}
	want := `one position of a symbol in a pool (positionMode "hedge" allows one long and one short)`
	if r.hedge {
		want = "one long and one short position of a symbol in a pool"
		pool.Name += "#long"
		if position.Size.IsNegative() {
			pool.Name = p.Symbol + "#short"
		}
	}
	if !r.hedge || !r.errs.known(at.member("size").String()) {
		r.claim(pool.Name, at.member("symbol"), want)
	}
	wallet := r.isolatedMargin(p, &position, at)
	r.implyLeverage(p, &pool.Positions[0], wallet.Decimal)
	if settle := position.Symbol.Settle; settle != "" {
		pool.Balances = []margin.Holding{{Asset: settle, Amount: wallet.Decimal}}
	}
	r.add(pool, place{name: at.member("symbol"), balances: []*path{at.member("margin")}, positions: []*path{at}, symbols: []string{p.Symbol}, isolated: true})
}

// isolatedMargin returns the wallet of an isolated position: as given, or
// notional at entry / leverage, which it writes into the document.
func (r *resolver) isolatedMargin(p *Position, q *margin.Position, at *path) Decimal {
	given := at.member("margin").String()
	switch {
	case p.Margin != nil:
		if p.Margin.IsNegative() {
			r.errs.add(given, p.Margin.String(), "zero or more")
		}
		return *p.Margin
	case p.Leverage == nil:
		if !r.errs.known(at.member("leverage").String()) {
			r.errs.add(given, "nothing", "the margin of the isolated position, or a leverage to derive it from")
		}
	case p.Leverage.IsPositive() && p.EntryPrice.IsPositive():
		num, den := entryNotional(q)
		p.Margin = &Decimal{margin.Quotient(num, den.Mul(p.Leverage.Decimal), marginDigits).Round(maxDigits).Normalize()}
		if q.Terms.CloseFee.On == margin.FeeAtBankruptcy {
			r.notes = append(r.notes, "The margin of "+clip(p.Symbol)+" is taken to be its notional at entry / leverage; the venue sets the fee to close aside on top: give the margin that it shows.")
		}
		return *p.Margin
	}
	return Decimal{}
}

// entryNotional returns the notional at entry in the settlement asset as a quotient, so that it stays exact.
func entryNotional(q *margin.Position) (num, den decimal.Decimal) {
	size := q.Size.Abs()
	if c := q.Terms.ContractSize; !c.IsZero() {
		size = size.Mul(c)
	}
	if q.Symbol.Inverse() {
		return size, q.EntryPrice
	}
	return size.Mul(q.EntryPrice), decimal.NewFromInt(1)
}

// implyLeverage gives an isolated position without a leverage that of its margin, where the fee to close depends on it. A margin
// above the notional leaves it at 1.
func (r *resolver) implyLeverage(p *Position, q *margin.Position, wallet decimal.Decimal) {
	if p.Leverage != nil || q.Terms.CloseFee.On != margin.FeeAtBankruptcy || !wallet.IsPositive() || !p.EntryPrice.IsPositive() {
		return
	}
	num, den := entryNotional(q)
	if num.LessThanOrEqual(wallet.Mul(den)) {
		return
	}
	q.Leverage = margin.Quotient(num, wallet.Mul(den), marginDigits)
	r.notes = append(r.notes, "No leverage is given for "+clip(p.Symbol)+": that of its margin, "+q.Leverage.Truncate(4).String()+", sets its fee to close.")
}

// position resolves one position. Where its symbol is in error it has only the name of one, so
// that the rest of it is checked all the same.
func (r *resolver) position(p *Position, kind margin.Kind, at *path) margin.Position {
	name := at.member("symbol")
	position := margin.Position{Size: p.Size.Decimal, EntryPrice: p.EntryPrice.Decimal}
	symbol, err := margin.ParseSymbol(p.Symbol)
	if err != nil {
		r.errs.place(name.String(), err)
		position.Symbol, position.Schedule = margin.Symbol{Name: p.Symbol}, standIn()
	} else {
		position.Symbol = symbol
		r.rules.resolve(&position, kind, name, r.errs)
	}
	if p.MarkPrice != nil {
		position.MarkPrice = p.MarkPrice.Decimal
		r.errs.positive(p.MarkPrice, at.member("markPrice"))
	}
	if p.Leverage != nil {
		position.Leverage = p.Leverage.Decimal
		r.errs.positive(p.Leverage, at.member("leverage"))
	}
	r.errs.positive(p.ReportedLiquidationPrice, at.member("reportedLiquidationPrice"))
	if p.AccruedCosts != nil {
		position.Terms.Costs.Accrued = p.AccruedCosts.Decimal
	}
	if p.PriceImpact != nil {
		position.Terms.Costs.Impact = p.PriceImpact.Decimal
	}
	return position
}

// pool returns an empty pool under the rules.
func (r *resolver) pool(name string, kind margin.Kind) margin.Pool {
	return margin.Pool{Name: name, Kind: kind, Trigger: r.rules.trigger, Thresholds: r.rules.thresholds()}
}

// holdings adds balances, how they count, and debts; at is the place of the pool.
func (r *resolver) holdings(balances []Balance, debts []Debt, at *path, pool *margin.Pool, place *place) {
	for i, b := range balances {
		here := at.member("balances").element(i)
		if b.Amount.IsNegative() {
			r.errs.add(here.member("amount").String(), b.Amount.String(), wantCredit)
		}
		pool.Balances = append(pool.Balances, margin.Holding{Asset: b.Asset, Amount: b.Amount.Decimal})
		place.balances = append(place.balances, here)
	}
	pool.Collateral = r.rules.collateral(balances, at, r.errs)
	for i, d := range debts {
		debt := margin.Debt{Asset: d.Asset, Amount: d.Amount.Decimal}
		if f := r.rules.rules.DebtMaintenanceMarginFraction; f != nil {
			debt.MaintenanceMarginFraction = f.Decimal
		}
		pool.Debts = append(pool.Debts, debt)
		place.debts = append(place.debts, at.member("debts").element(i))
	}
}

// claim reports a name that another pool has.
func (r *resolver) claim(name string, at *path, want string) {
	if r.names[name] {
		r.errs.add(at.String(), clip(name), want)
	}
	r.names[name] = true
}

func (r *resolver) add(pool margin.Pool, at place) {
	r.in.Account.Pools = append(r.in.Account.Pools, pool)
	r.in.places = append(r.in.places, at)
}
