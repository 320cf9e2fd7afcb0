package history

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// Market returns a market as the member `market` of a scenario, indented as
// the example files are. The model is pinned to gbm, so that an example's report does not move when the default does.
func Market(m wire.Market, assets []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  \"market\": {\n    \"asOf\": %q,\n", m.AsOf)
	fmt.Fprintf(&b, "    \"prices\": {%s},\n", members(assets, func(a string) any { return m.Prices[a].String() }))
	fmt.Fprintf(&b, "    \"volatility\": {%s},\n", members(assets, func(a string) any { return m.Volatility[a] }))
	fmt.Fprintf(&b, "    \"volatilityStdErr\": {%s},\n", members(assets, func(a string) any { return m.VolatilityStdErr[a] }))
	fmt.Fprintf(&b, "    \"correlation\": {\n      \"assets\": %s,\n      \"matrix\": [\n", list(m.Correlation.Assets))
	for i, row := range m.Correlation.Matrix {
		comma := ","
		if i == len(m.Correlation.Matrix)-1 {
			comma = ""
		}
		fmt.Fprintf(&b, "        %s%s\n", list(row), comma)
	}
	fmt.Fprintf(&b, "      ]\n    },\n    \"model\": {\"kind\": %q}\n  },\n", m.Model.Kind)
	return b.String()
}

func members(keys []string, of func(string) any) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = fmt.Sprintf("%q: %s", k, value(of(k)))
	}
	return strings.Join(parts, ", ")
}

func list[T any](values []T) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = value(v)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// value returns v, a string or a finite number, as JSON.
func value(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("history: %v is not a JSON value: %v", v, err))
	}
	return string(b)
}
