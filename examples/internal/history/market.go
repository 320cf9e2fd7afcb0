package history

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Market returns the figures as the `market` member of a scenario, indented as
// the example files are. AsOf is the end of the last day. The model is pinned
// to gbm, so that an example's report does not move when the default does.
func (f Figures) Market() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  \"market\": {\n    \"asOf\": %q,\n", Last.AddDate(0, 0, 1).Format("2006-01-02T15:04:05Z"))
	fmt.Fprintf(&b, "    \"prices\": {%s},\n", members(f.Assets, f.Prices))
	fmt.Fprintf(&b, "    \"volatility\": {%s},\n", members(f.Assets, f.Volatility))
	fmt.Fprintf(&b, "    \"correlation\": {\n      \"assets\": %s,\n      \"matrix\": [\n", list(f.Assets))
	for i, row := range f.Correlation {
		comma := ","
		if i == len(f.Correlation)-1 {
			comma = ""
		}
		fmt.Fprintf(&b, "        %s%s\n", list(row), comma)
	}
	b.WriteString("      ]\n    },\n    \"model\": {\"kind\": \"gbm\"}\n  },\n")
	return b.String()
}

func members[T any](keys []string, values []T) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = fmt.Sprintf("%q: %s", k, value(values[i]))
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
