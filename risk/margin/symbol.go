package margin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// maxSymbolRunes bounds a symbol's length; the longest listed one has 27.
const maxSymbolRunes = 100

// A Symbol is a parsed ccxt unified symbol, BASE/QUOTE:SETTLE or
// BASE/QUOTE:SETTLE-YYMMDD.
type Symbol struct {
	Name       string          // as written
	Base       string          // the single coin: PEPE for 1000PEPE and kPEPE
	Quote      string          // the asset prices are quoted in
	Settle     string          // the asset profits are paid in
	Expiry     string          // YYMMDD of a dated contract; empty for a perpetual
	Multiplier decimal.Decimal // coins per unit: 1000 for 1000PEPE
}

// Inverse reports whether the contract is settled in its base: its size counts
// contracts worth a fixed amount of the quote asset, and its profits are coins.
func (s Symbol) Inverse() bool { return s.Settle == s.Base && s.Base != "" }

// ParseSymbol reads a symbol of a linear contract, settled in its quote asset, or
// of an inverse one, settled in its base.
//
// A base that starts with 1000000, 1000 or k, followed by an upper-case letter,
// counts in that many coins: 1000PEPE and kPEPE are 1000 PEPE. Other digits
// belong to the coin's own name: 1INCH, 0G, 42, 1MBABYDOGE.
//
// The error is a FieldError without a path, for the caller to place.
func ParseSymbol(name string) (Symbol, error) {
	bad := func(want string) (Symbol, error) { return Symbol{}, FieldError{Got: shorten(name), Want: want} }
	const form = "a symbol such as BTC/USDT:USDT (BASE/QUOTE:SETTLE)"
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxSymbolRunes {
		return bad(form)
	}
	base, rest, ok := strings.Cut(name, "/")
	if !ok || !validAsset(base) {
		return bad(form)
	}
	quote, settle, ok := strings.Cut(rest, ":")
	if !validAsset(quote) {
		return bad(form)
	}
	if !ok {
		return bad("a contract such as " + base + "/" + quote + ":" + quote + "; spot is not supported yet")
	}
	settle, expiry, dated := strings.Cut(settle, "-")
	if !validAsset(settle) {
		return bad(form)
	}
	if dated {
		if strings.Contains(expiry, "-") {
			return bad("a perpetual or dated future; options are not supported yet")
		}
		if len(expiry) != 6 || !IsDate("20"+expiry[:2]+"-"+expiry[2:4]+"-"+expiry[4:]) {
			return bad("an expiry of the form -YYMMDD")
		}
	}
	coin, multiplier := splitMultiplier(base)
	switch {
	case coin == quote:
		return bad("a base other than its quote asset " + quote)
	case settle == coin && base != coin:
		return bad("an inverse contract on a single coin, such as " + coin + "/" + quote + ":" + coin)
	case settle != quote && settle != coin:
		return bad("a contract settled in " + quote + " or " + coin + "; quanto contracts are not supported yet")
	}
	return Symbol{Name: name, Base: coin, Quote: quote, Settle: settle, Expiry: expiry, Multiplier: multiplier}, nil
}

// Key returns the name without its multiplier: PEPE/USDT:USDT for
// 1000PEPE/USDT:USDT and kPEPE/USDT:USDT alike. It keeps the expiry.
func (s Symbol) Key() string {
	key := s.Base + "/" + s.Quote + ":" + s.Settle
	if s.Expiry != "" {
		key += "-" + s.Expiry
	}
	return key
}

// Coin returns the single coin that a base stands for: PEPE for PEPE, 1000PEPE and kPEPE.
func Coin(base string) string {
	coin, _ := splitMultiplier(base)
	return coin
}

// splitMultiplier splits a base into its single coin and the coins per unit.
// The longest prefix comes first: 1000000MOG is a million MOG.
func splitMultiplier(base string) (string, decimal.Decimal) {
	for _, m := range []struct {
		prefix string
		coins  int64
	}{{"1000000", 1000000}, {"1000", 1000}, {"k", 1000}} {
		coin, ok := strings.CutPrefix(base, m.prefix)
		first, _ := utf8.DecodeRuneInString(coin)
		if ok && unicode.IsUpper(first) {
			return coin, decimal.NewFromInt(m.coins)
		}
	}
	return base, one()
}

// validAsset reports whether s can name an asset: one or more printable runes,
// none of which separates the parts of a symbol or of a pool's name.
func validAsset(s string) bool {
	for _, r := range s {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune(`/:#"\`, r) {
			return false
		}
	}
	return s != ""
}

// shorten cuts what an error quotes, so that a huge input makes no huge error.
func shorten(s string) string {
	const most = 80
	if len(s) <= most {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
