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

// stable are the assets that never move here: the dollar and what stands for it, and the euro.
const stable = " USD USDT USDC DAI USDS FDUSD TUSD USDE SUSDE PYUSD GHO LUSD FRAX BUSD BFUSD RLUSD USD1 EUR EURC EURS "

// wrapped are coins that stand for another, by whose path they move.
var wrapped = map[string]string{
	"WBTC": "BTC", "CBBTC": "BTC", "TBTC": "BTC", "LBTC": "BTC", "BTCB": "BTC", "BTC.B": "BTC",
	"WETH": "ETH", "STETH": "ETH", "WSTETH": "ETH", "WEETH": "ETH", "EETH": "ETH", "RETH": "ETH", "CBETH": "ETH", "RSETH": "ETH", "EZETH": "ETH",
	"WSOL": "SOL", "JITOSOL": "SOL", "MSOL": "SOL", "WAVAX": "AVAX", "WBNB": "BNB",
}

// stillVolatility is the annual volatility below which an asset without data counts as one that hardly moves.
const stillVolatility = 0.25

// A Move is how an event moves one asset of an account.
type Move struct {
	Path
	As string // what Wrapped follows
}

// Course returns how an event moves assets, whose order it keeps: each by its own path; a wrapped coin by that of what it stands for; what is stable, or
// has a volatility below .25, not at all; and any other, which had no price then or is not among the data, by the median path of
// all but BTC and ETH. All move relative to the numeraire, in which
// prices are; "" stands for dollars.
func (e Event) Course(assets []string, volatility func(string) float64, numeraire string) (risk.Course, []Move) {
	paths := map[string]Path{}
	for _, p := range e.Paths() {
		paths[p.Asset] = p
	}
	move := func(asset string) Move {
		if p, ok := paths[asset]; ok && asset != anyAsset {
			return Move{Path: p}
		}
		still := Move{Path: Path{Asset: asset, Basis: Held}}
		if isStable(asset) {
			return still
		}
		if of, ok := wrapped[strings.ToUpper(asset)]; ok {
			if p, ok := paths[of]; ok {
				return Move{Path{asset, Wrapped, p.Points}, of}
			}
		}
		if v := volatility(asset); v < stillVolatility {
			return still
		}
		return Move{Path: Path{asset, Median, paths[anyAsset].Points}}
	}
	c := risk.Course{Hours: e.Hours, Paths: map[string][]risk.Point{}}
	var moves []Move
	for _, a := range assets {
		m := move(a)
		moves = append(moves, m)
		if len(m.Points) > 0 {
			c.Paths[a] = m.Points
		}
	}
	if numeraire != "" {
		c = relative(c, assets, c.Paths[numeraire])
		for i := range moves {
			moves[i].Points = c.Paths[moves[i].Asset]
		}
	}
	return c, moves
}

// relative returns a course in units of an asset that moves itself.
func relative(c risk.Course, assets []string, of []risk.Point) risk.Course {
	if len(of) == 0 {
		return c
	}
	out := risk.Course{Hours: c.Hours, Paths: map[string][]risk.Point{}}
	both := risk.Course{Hours: c.Hours, Paths: map[string][]risk.Point{"": of}}
	for _, a := range assets {
		both.Paths["a"] = c.Paths[a]
		var path []risk.Point
		turns := false
		for _, h := range both.Knots("", "a")[1:] {
			x := both.At("a", h) - both.At("", h)
			turns = turns || x != 0
			path = append(path, risk.Point{Hours: h, Log: x})
		}
		if turns {
			out.Paths[a] = path
		}
	}
	return out
}

// isStable reports whether an asset never moves here.
func isStable(asset string) bool { return strings.Contains(stable, " "+strings.ToUpper(asset)+" ") }
