package wire

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/montecarlo"
	"github.com/plimsoll-risk/plimsoll/risk"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/plimsoll-risk/plimsoll/risk/stress"
)

// A Stress is what a past crash would do to the account. It is arithmetic: prices go one way, as they once did, and no figure has an
// error or a probability.
type Stress struct {
	Event             string        `json:"event" doc:"Name of the event."`
	Title             string        `json:"title" doc:"Name for people."`
	Method            string        `json:"method" enum:"replay" doc:"Prices go one way, as they once did: no probability, no error, no forecast."`
	From              string        `json:"from" doc:"Start of the window, UTC."`
	To                string        `json:"to" doc:"End of the window, UTC."`
	Hours             float64       `json:"hours" doc:"Length of the window."`
	Liquidated        bool          `json:"liquidated" doc:"Whether any pool is liquidated."`
	Scale             *float64      `json:"scale" doc:"The least multiple of the event's moves, in log price, at which a pool is liquidated: 1 is the event itself. Null where none is at 4 times."`
	FirstPool         string        `json:"firstPool,omitempty" doc:"The pool that is liquidated at that scale."`
	Equity            float64       `json:"equity" doc:"Equity of all pools now, in the account's currency."`
	LowestEquity      float64       `json:"lowestEquity" doc:"The same at its lowest, were nothing liquidated."`
	LowestEquityHours float64       `json:"lowestEquityHours" doc:"Hours to that."`
	EndEquity         float64       `json:"endEquity" doc:"The same at the end, were nothing liquidated."`
	Pools             []StressPool  `json:"pools" doc:"The pools, in the order of the account."`
	Assets            []StressAsset `json:"assets" doc:"How the prices of the account's assets go."`
	Source            string        `json:"source" doc:"Where the prices come from."`
}

// A StressPool is what a past crash would do to one pool.
type StressPool struct {
	Name                      string   `json:"name" doc:"Name of the pool."`
	Liquidated                bool     `json:"liquidated" doc:"Whether it is liquidated."`
	HoursToLiquidation        *float64 `json:"hoursToLiquidation" doc:"Hours from the start of the window; null where it is not."`
	LowestEquityToMaintenance *float64 `json:"lowestEquityToMaintenance" doc:"Least equity / maintenance margin on the way, were nothing liquidated; null without maintenance margin."`
	LowestHours               *float64 `json:"lowestHours" doc:"Hours to that."`
	Scale                     *float64 `json:"scale" doc:"The least multiple of the event's moves at which this pool is liquidated; null where it is not at 4 times."`
}

// A StressAsset is how the price of one asset goes. Moves are fractions of the price at the start.
type StressAsset struct {
	Asset     string  `json:"asset" doc:"The asset; * is the median of all but BTC and ETH."`
	Basis     string  `json:"basis" enum:"mark|last|spot|worst|bound|median|wrapped|held" doc:"From the mark price of the perpetual, its last price, the spot price, a list of worst moves, or a bound in that list: it fell no further. Without prices: by the median of all but BTC and ETH, by what it stands for, or held as stable."`
	As        string  `json:"as,omitempty" doc:"What a wrapped asset stands for."`
	Low       float64 `json:"low" doc:"Lowest price / price at the start - 1."`
	LowHours  float64 `json:"lowHours" doc:"Hours to that."`
	High      float64 `json:"high" doc:"Highest price / price at the start - 1."`
	HighHours float64 `json:"highHours" doc:"Hours to that."`
	End       float64 `json:"end" doc:"Price at the end / price at the start - 1."`
}

// allEvents stands for every event in a document.
const allEvents = "all"

// replay replays the events that the document asks for, oldest first, on an account whose prices and currency are the document's.
func (in *Input) replay(a margin.Account) []Stress {
	asked := in.Scenario.Simulation.Stress
	if len(asked) == 0 {
		return nil
	}
	numeraire := a.Currency
	if p, priced := in.Market.Prices[numeraire]; priced && !p.Equal(decimal.NewFromInt(1)) {
		numeraire = ""
	}
	var out []Stress
	for _, e := range stress.Events() {
		if !slices.Contains(asked, e.Name) && !slices.Contains(asked, allEvents) {
			continue
		}
		course, moves := e.Course(risk.AssetsInUse(a), in.Market.Level, numeraire)
		r := risk.ReplayCourse(a, in.Market.Prices, course)
		w := Stress{
			Event: e.Name, Title: e.Title, Method: "replay", From: e.From, To: e.To, Hours: e.Hours[len(e.Hours)-1], Source: e.Source,
			Scale: r.Scale, FirstPool: r.First,
			Equity: r.Equity, LowestEquity: r.LowestEquity, LowestEquityHours: r.LowestEquityHours, EndEquity: r.EndEquity,
			Pools: make([]StressPool, len(r.Pools)), Assets: make([]StressAsset, len(moves)),
		}
		for i, p := range r.Pools {
			w.Pools[i] = StressPool(p)
			w.Liquidated = w.Liquidated || p.Liquidated
		}
		for i := range moves {
			w.Assets[i] = newStressAsset(e.Hours, &moves[i])
		}
		out = append(out, w)
	}
	return out
}

func newStressAsset(hours []float64, m *stress.Move) StressAsset {
	a := StressAsset{Asset: m.Asset, Basis: string(m.Basis), As: m.As}
	for i, x := range m.Log {
		a.End = montecarlo.Exp(x) - 1
		if a.End < a.Low {
			a.Low, a.LowHours = a.End, hours[i]
		}
		if a.End > a.High {
			a.High, a.HighHours = a.End, hours[i]
		}
	}
	return a
}
