package crash

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
)

// Worst is the event that no hourly prices reach: what a list of each asset's worst moves knows of 10 October 2025, when most coins fell
// between 21:00 and 22:00 UTC. The path ends at the low, a third into that hour; what came after is not in the list.
var Worst = struct {
	Name, Title, From, To string
	Day, Hour             string
	Begins                int // hour of the day in which the low was
}{"2025-10-10", "Liquidation cascade of October 2025", "2025-10-10T00:00:00Z", "2025-10-10T21:20:00Z", "2025-10-10", "2025-10-10 21Z", 21}

// Basis says what a path of the worst moves is.
const (
	Known Source = "worst" // the fall of that hour, and where the list has the day's fall too, that before it
	Bound Source = "bound" // the hour is not among the five worst of the asset: it fell by no more than in the fifth
)

// vouched are the assets whose mark fell nearly as far as the listed spot low, as the list says. A fall of the others counts at most as deep as
// the deepest of these.
var vouched = []string{"XRP", "AAVE", "AVAX", "LINK", "SHIB"}

type worstMoves struct {
	Full map[string]struct {
		Day struct {
			Date   string
			Simple float64
		} `json:"worst_1d_low_vs_prev_close"`
	}
	Hourly map[string]struct {
		Hours []struct {
			Hour   string
			Simple float64
		} `json:"worst_1h_low_vs_prev_close"`
	}
}

// A Fall is a path of two points: a log price before an hour and at its low.
type Fall struct {
	Asset       string
	Source      Source
	Before, Low float64
}

// ReadWorst returns the falls of 10 October 2025 from dir/calibration.json.
func ReadWorst(dir string) ([]Fall, error) {
	text, err := os.ReadFile(filepath.Join(dir, "calibration.json"))
	if err != nil {
		return nil, err
	}
	var list worstMoves
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	hour := map[string]float64{} // log falls of the hour
	for asset, h := range list.Hourly {
		for _, move := range h.Hours {
			if move.Hour == Worst.Hour {
				hour[asset] = math.Log(1 + move.Simple)
			}
		}
	}
	deepest := 0.0
	for _, asset := range vouched {
		deepest = min(deepest, hour[asset])
	}
	var out []Fall
	for _, asset := range Assets() {
		moves := list.Hourly[asset].Hours
		fall, known := hour[asset]
		if !known {
			fifth := moves[len(moves)-1].Simple
			out = append(out, Fall{asset, Bound, 0, math.Log(1 + fifth)})
			continue
		}
		before := 0.0
		if day := list.Full[asset].Day; day.Date == Worst.Day {
			before = math.Log(1+day.Simple) - fall
		}
		out = append(out, Fall{asset, Known, before, before + max(fall, deepest)})
	}
	return out, nil
}

// MedianFall returns the median of the falls of all assets but BTC and ETH, before the hour and at its low. A bound, which is near the
// small end, stands for a fall.
func MedianFall(falls []Fall) Fall {
	var before, low []float64
	for _, f := range falls {
		if f.Asset == "BTC" || f.Asset == "ETH" {
			continue
		}
		before, low = append(before, f.Before), append(low, f.Low)
	}
	return Fall{"*", "median", median(before), median(low)}
}
