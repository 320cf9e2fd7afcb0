package wire

import (
	"fmt"
	"reflect"
)

// DecodeMarket reads a market: an object like that of a scenario, or a document that holds one under the name market.
// Prices may be absent. The error is margin.Errors; a path begins with market.
//
// It reads the form only. Whether the market suits an account is for Decode to say.
func DecodeMarket(document []byte) (Market, error) {
	errs := &collector{}
	at := (*path)(nil).member("market")
	m := Market{}
	if len(document) > MaxBytes {
		errs.add(at.String(), fmt.Sprintf("%d bytes", len(document)), fmt.Sprintf("at most %d bytes (10 MiB)", MaxBytes))
		return m, errs.err()
	}
	n := parse(document, maxValues, errs)
	if n == nil {
		return m, errs.err()
	}
	if inner := n.member("market"); inner != nil {
		n = inner
	}
	if n.kind == kindObject && n.member("prices") == nil {
		n.put("prices", node{kind: kindObject})
	}
	d := &decoder{errs: errs, layouts: map[reflect.Type][]field{}}
	d.read(n, at, &m)
	return m, errs.err()
}
