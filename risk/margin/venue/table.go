package venue

import (
	"sort"
	"strings"
	"sync"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
	"github.com/shopspring/decimal"
)

// A table is the packed tiers of every symbol of a venue at one date. Tiers stay
// text until a symbol is asked for. The zero value lists nothing.
type table struct {
	packed map[string]string   // by symbol as listed
	keys   map[string][]string // symbols as listed, by key
}

// tables are those indexed before, by their data: indexing takes longer than a simulation's plan.
var tables struct {
	sync.Mutex
	of map[string]table
}

// tableOf returns the table of packed data. It is shared: read only.
func tableOf(data string) table {
	tables.Lock()
	defer tables.Unlock()
	t, ok := tables.of[data]
	if !ok {
		if tables.of == nil {
			tables.of = map[string]table{}
		}
		t = newTable(data)
		tables.of[data] = t
	}
	return t
}

// newTable indexes packed data: a line per distinct schedule,
// "maxNotional,maintenanceMarginRate,maxLeverage ..." by tier, a tab, the symbols.
// A maxNotional of 0 is unbounded. Where the rates are left out, they are half the
// initial margin fraction 1/maxLeverage. A line that starts with # is a comment.
func newTable(data string) table {
	t := table{packed: make(map[string]string), keys: make(map[string][]string)}
	for line := range strings.Lines(data) {
		tiers, symbols, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		for _, name := range strings.Fields(symbols) {
			t.packed[name] = tiers
			if s, err := margin.ParseSymbol(name); err == nil {
				t.keys[s.Key()] = append(t.keys[s.Key()], name)
			}
		}
	}
	return t
}

func (t table) schedule(s margin.Symbol) (margin.Schedule, bool) {
	packed, ok := t.packed[s.Name]
	if !ok {
		names := t.keys[s.Key()]
		if len(names) != 1 {
			return margin.Schedule{}, false
		}
		packed = t.packed[names[0]]
	}
	schedule, err := unpack(packed)
	if err != nil {
		panic("venue: tiers of " + s.Name + ": " + err.Error()) // the embedded data is broken; a test unpacks all of it
	}
	return schedule, true
}

func (t table) symbols() []string {
	names := make([]string, 0, len(t.packed))
	for name := range t.packed {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// unpack parses one schedule. A lower edge is the upper edge before it, and
// NewSchedule derives the deductions.
func unpack(packed string) (margin.Schedule, error) {
	fields := strings.Fields(packed)
	tiers := make([]margin.Tier, len(fields))
	half := false
	for i, f := range fields {
		t := &tiers[i]
		edge, rest, _ := strings.Cut(f, ",")
		rate, leverage, _ := strings.Cut(rest, ",")
		if rate == "" {
			rate, half = "0", true
		}
		if i > 0 {
			t.MinNotional = tiers[i-1].MaxNotional
		}
		var err error
		for _, d := range []struct {
			to   *decimal.Decimal
			text string
		}{{&t.MaxNotional, edge}, {&t.MaintenanceMarginFraction, rate}, {&t.MaxLeverage, leverage}} {
			if *d.to, err = decimal.NewFromString(d.text); err != nil {
				return margin.Schedule{}, err
			}
		}
	}
	if half {
		return margin.ShareSchedule(tiers, fraction("0.5"))
	}
	return margin.NewSchedule(tiers)
}
