package stress

import (
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// What moves an asset that an event has no path of its own for, besides Median.
const (
	Held    Basis = "held"    // it stays where it is: a stablecoin, or as good as one
	Wrapped Basis = "wrapped" // it moves as the coin that it stands for
)

// others are, in upper case, assets that stand for another, by whose path they move: wrapped and staked coins, and the dollar and the euro, which stay.
const others = " USD=USD USDT=USD USDC=USD DAI=USD USDS=USD FDUSD=USD TUSD=USD USDE=USD SUSDE=USD PYUSD=USD GHO=USD LUSD=USD FRAX=USD BUSD=USD BFUSD=USD" +
	" RLUSD=USD USD1=USD EUR=USD EURC=USD EURS=USD WBTC=BTC CBBTC=BTC TBTC=BTC LBTC=BTC BTCB=BTC BTC.B=BTC WETH=ETH STETH=ETH WSTETH=ETH" +
	" WEETH=ETH EETH=ETH RETH=ETH CBETH=ETH RSETH=ETH EZETH=ETH WSOL=SOL JITOSOL=SOL MSOL=SOL WAVAX=AVAX WBNB=BNB "

// stillVolatility is the annual volatility below which an asset without data counts as one that hardly moves.
const stillVolatility = 0.25

// A Move is how an event moves one asset of an account; Log is nil where it does not.
type Move struct {
	Path
	As string // what Wrapped follows
}

// Course returns how an event moves assets, in their order: each by its own path; a wrapped coin by that of what it stands for; what is stable, or
// has a volatility below .25, not at all; and any other, which had no price then or is not among the data, by the median path of
// all but BTC and ETH. All move relative to the numeraire, in which prices are; "" stands for dollars.
func (e *Event) Course(assets []string, volatility func(string) float64, numeraire string) (risk.Course, []Move) {
	c := risk.Course{Hours: e.Hours, Log: map[string][]float64{}}
	var unit []float64
	if numeraire != "" {
		unit = e.move(numeraire, volatility).Log
	}
	moves := make([]Move, len(assets))
	for i, a := range assets {
		m := &moves[i]
		*m = e.move(a, volatility)
		m.Log = less(m.Log, unit)
		if a == numeraire {
			m.Log = nil
		}
		if m.Log != nil {
			c.Log[a] = m.Log
		}
	}
	return c, moves
}

func (e *Event) move(asset string, volatility func(string) float64) Move {
	_, rest, known := strings.Cut(others, " "+strings.ToUpper(asset)+"=")
	as, _, _ := strings.Cut(rest, " ")
	for i := range e.Paths[:len(e.Paths)-1] {
		switch p := &e.Paths[i]; p.Asset {
		case asset:
			return Move{Path: *p}
		case as:
			return Move{Path{asset, Wrapped, p.Log}, as}
		}
	}
	if known && as == "USD" || volatility(asset) < stillVolatility {
		return Move{Path: Path{Asset: asset, Basis: Held}}
	}
	return Move{Path: Path{asset, Median, e.Paths[len(e.Paths)-1].Log}}
}

// less returns a - b, of which either may be nil for zeros.
func less(a, b []float64) []float64 {
	if b == nil {
		return a
	}
	out := make([]float64, len(b))
	for i := range b {
		out[i] = -b[i]
		if a != nil {
			out[i] += a[i]
		}
	}
	return out
}
