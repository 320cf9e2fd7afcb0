package ccxt

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Margin modes.
const (
	cross    = "cross"
	isolated = "isolated"
)

// A position is one of ccxt's, in the terms of a scenario.
type position struct {
	object
	listed       string // its symbol as ccxt has it
	symbol       margin.Symbol
	size         decimal.Decimal // signed; of an inverse contract in contracts
	contractSize decimal.Decimal
	entry        decimal.Decimal
	mark         decimal.Decimal     // per symbol unit, in the quote asset
	marked       bool                // whether ccxt tells the mark; else it is the price of the base
	pnl          decimal.NullDecimal // unrealised, in the settlement asset
	mode         string
	leverage     decimal.NullDecimal
	margin       decimal.NullDecimal // of an isolated position: its wallet
	liquidation  decimal.NullDecimal
}

// readPositions reads every open position.
func (r *reader) readPositions(text []byte) {
	value, ok := parse(text, "positions", r.faults)
	if !ok {
		return
	}
	elements, ok := value.([]any)
	if !ok {
		r.faults.add("positions", describe(value), "an array of positions, as fetchPositions returns it")
		return
	}
	for i, e := range elements {
		path := fmt.Sprintf("positions[%d]", i)
		o, ok := newObject(e, path, "a position", r.faults)
		switch {
		case !ok:
		case isEmpty(o):
			name, _ := o.members["symbol"].(string)
			r.notes.of(strings.TrimSpace(path+" "+clip(name)), "Skipped as empty")
		default:
			r.positions = append(r.positions, r.readPosition(o))
		}
	}
	if len(r.positions) == 0 && len(r.faults.errs) == 0 {
		r.faults.add("positions", "no open position", "one or more")
	}
	r.hedge = r.isHedged()
}

// isEmpty reports whether o is a position of no contracts. Without a number of contracts it is one, unless it has a notional.
func isEmpty(o object) bool {
	quiet := o
	quiet.faults = &faults{}
	if contracts := quiet.decimal("contracts"); contracts.Valid || len(quiet.faults.errs) > 0 {
		return contracts.Valid && contracts.Decimal.IsZero()
	}
	return quiet.decimal("notional").Decimal.IsZero() && len(quiet.faults.errs) == 0
}

func (r *reader) readPosition(o object) *position {
	p := &position{object: o}
	p.readSymbol(r)
	p.readSize(r)
	if p.entry = o.positive("entryPrice").Decimal; !o.has("entryPrice") {
		o.faults.add(o.at("entryPrice"), "nothing", "a positive number")
	}
	p.pnl = o.decimal("unrealizedPnl")
	p.readMark(r)
	p.readMode(r)
	if p.leverage = o.decimal("leverage"); p.leverage.Decimal.IsZero() {
		p.leverage = decimal.NullDecimal{} // Gate writes 0 for cross margin
	} else if p.leverage.Decimal.IsNegative() {
		o.faults.add(o.at("leverage"), p.leverage.Decimal.String(), "a positive number, or none")
	}
	if p.liquidation = o.decimal("liquidationPrice"); !p.liquidation.Decimal.IsPositive() {
		p.liquidation = decimal.NullDecimal{} // some venues write 0 where there is none
	}
	if p.mode == isolated {
		p.readMargin(r)
	}
	return p
}

// readSymbol reads the symbol; where it is in error that of p has no name.
func (p *position) readSymbol(r *reader) {
	name := p.text("symbol")
	p.listed = name
	base, rest, _ := strings.Cut(name, "/")
	if coin, _ := p.inner("info").inner("position").members["coin"].(string); coin != base && strings.EqualFold(coin, base) {
		name = coin + "/" + rest
		r.notes.of(p.path+" "+clip(p.listed), "Named as Hyperliquid has it, "+clip(name)+", where ccxt writes the multiplier k in upper case")
	}
	symbol, err := margin.ParseSymbol(name)
	if _, isText := p.members["symbol"].(string); err == nil || p.has("symbol") && !isText {
		p.symbol = symbol
		return
	}
	var refused margin.FieldError
	errors.As(err, &refused)
	if name == "" {
		refused.Got = "nothing"
	}
	p.faults.add(p.at("symbol"), refused.Got, refused.Want)
}

// readSize multiplies contracts and contract size, and gives them the sign of the side.
func (p *position) readSize(r *reader) {
	contracts := p.decimal("contracts")
	if !p.has("contracts") {
		p.faults.add(p.at("contracts"), "nothing", "the number of contracts")
	}
	side := p.text("side")
	negative := contracts.Decimal.IsNegative()
	switch {
	case side != "long" && side != "short":
		got := "nothing"
		if side != "" {
			got = clip(side)
		}
		p.faults.add(p.at("side"), got, "long or short")
	case negative && side == "long":
		p.faults.add(p.at("contracts"), contracts.Decimal.String(), "a positive number on the long side")
	}
	p.size, p.contractSize = contracts.Decimal.Abs(), p.positive("contractSize").Decimal
	if !p.has("contractSize") && p.symbol.Name != "" {
		if p.symbol.Inverse() {
			p.faults.add(p.at("contractSize"), "nothing", "the worth of a contract in "+p.symbol.Quote)
		} else {
			r.notes.of(p.title(), "One contract is taken as one unit of the symbol, for lack of a contractSize")
		}
		p.contractSize = decimal.NewFromInt(1)
	}
	if !p.symbol.Inverse() {
		p.size = p.size.Mul(p.contractSize)
	}
	if side == "short" {
		p.size = p.size.Neg()
	}
}

// title names p in a note.
func (p *position) title() string { return p.path + " " + p.symbol.Name }

// readMode reads the margin mode.
func (p *position) readMode(r *reader) {
	switch mode := p.text("marginMode"); {
	case mode == cross || mode == isolated:
		p.mode = mode
	case mode != "":
		p.faults.add(p.at("marginMode"), clip(mode), "cross or isolated")
	case p.has("marginMode"):
	case r.options.MarginMode == "":
		p.faults.add(p.at("marginMode"), "nothing", "cross or isolated; --margin-mode says it for positions that do not")
	default:
		p.mode = r.options.MarginMode
	}
}

// readMark takes the mark price, or works it out: from the notional, unless that is at entry, or from the profit since entry.
func (p *position) readMark(r *reader) {
	mark, notional := p.positive("markPrice"), p.decimal("notional")
	if p.size.IsZero() || !p.entry.IsPositive() {
		return // already a fault
	}
	p.marked = true
	worth := p.size.Mul(p.contractSize) // of an inverse contract, in the quote asset
	if !p.pnl.Decimal.IsZero() && notional.Decimal.Abs().Equal(p.atEntry()) {
		notional = decimal.NullDecimal{} // taken at entry, as older replies of Bybit have it
	}
	switch {
	case mark.Valid:
		p.mark = mark.Decimal
	case !notional.Decimal.IsZero() && p.symbol.Inverse():
		p.derive(r, worth.Abs(), notional.Decimal.Abs(), "size x contractSize / notional")
	case !notional.Decimal.IsZero():
		p.derive(r, notional.Decimal.Abs(), p.size.Abs(), "notional / size")
	case p.pnl.Valid && p.symbol.Inverse():
		// U = worth (1/e - 1/m), so m = worth e / (worth - U e)
		p.derive(r, worth.Mul(p.entry), worth.Sub(p.pnl.Decimal.Mul(p.entry)), "worked out from unrealizedPnl")
	case p.pnl.Valid:
		p.derive(r, p.entry.Mul(p.size).Add(p.pnl.Decimal), p.size, "entryPrice + unrealizedPnl / size")
	default:
		p.marked = false
	}
}

// derive sets the mark to num / den, to 28 digits.
func (p *position) derive(r *reader, num, den decimal.Decimal, how string) {
	if den.IsZero() || num.Sign() != den.Sign() {
		p.marked = false
		return
	}
	p.mark = margin.Quotient(num, den, 28).Round(maxPlaces)
	r.notes.of(p.title(), "The mark price is "+how+", for lack of a markPrice")
}

// profit returns the unrealised profit in the settlement asset: as reported, else from the mark.
func (p *position) profit() decimal.Decimal {
	switch {
	case p.pnl.Valid:
		return p.pnl.Decimal
	case !p.mark.IsPositive() || !p.entry.IsPositive():
		return decimal.Decimal{}
	case p.symbol.Inverse():
		return margin.Quotient(p.size.Mul(p.contractSize).Mul(p.mark.Sub(p.entry)), p.entry.Mul(p.mark), 28)
	}
	return p.size.Mul(p.mark.Sub(p.entry))
}

// isHedged reports whether there is a position in hedge mode, or two of one symbol in one mode.
func (r *reader) isHedged() bool {
	seen := map[string]bool{}
	hedged := false
	for _, p := range r.positions {
		switch h := p.members["hedged"].(type) {
		case nil:
		case bool:
			hedged = hedged || h
		default:
			p.faults.add(p.at("hedged"), describe(h), "true or false")
		}
		key := p.mode + " " + p.symbol.Name
		hedged = hedged || seen[key]
		seen[key] = true
	}
	return hedged
}
