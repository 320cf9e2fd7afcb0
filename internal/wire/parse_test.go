package wire_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestDecode_BrokenGrammar(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       margin.FieldError
	}{
		{"nothing", "", margin.FieldError{Path: "document", Got: "nothing", Want: "a JSON object"}},
		{"white space", " \n", margin.FieldError{Path: "document", Got: "nothing", Want: "a JSON object"}},
		{"an array", "[]", margin.FieldError{Path: "document", Got: "an array", Want: "an object"}},
		{"a word", "hello", margin.FieldError{Path: "document", Got: "hello", Want: "an object"}},
		{"null", "null", margin.FieldError{Path: "document", Got: "null", Want: "an object"}},
		{"cut off", `{"account":`, margin.FieldError{Path: "account", Got: "the end of the text at line 1, column 12", Want: "a JSON value"}},
		{"cut off in a string", `{"account": {"venue": "bin`, margin.FieldError{Path: "account.venue", Got: "the end of the text at line 1, column 27", Want: "a string that ends with a double quote"}},
		{"trailing data", "{}\n{}", margin.FieldError{Path: "document", Got: "more text after the end, at line 2, column 1", Want: "one JSON object"}},
		{"trailing comma", `{"version": 1,}`, margin.FieldError{Path: "document", Got: "'}' at line 1, column 15", Want: "a field name in double quotes"}},
		{"comment", `{"version": /* one */ 1}`, margin.FieldError{Path: "version", Got: "'/' at line 1, column 13", Want: "a JSON value"}},
		{"single quotes", `{'version': 1}`, margin.FieldError{Path: "document", Got: "'\\'' at line 1, column 2", Want: "a field name in double quotes"}},
		{"no colon", `{"version" 1}`, margin.FieldError{Path: "version", Got: "'1' at line 1, column 12", Want: "a colon after the field name"}},
		{"no comma", `{"notes": ["a" "b"]}`, margin.FieldError{Path: "notes", Got: "'\"' at line 1, column 16", Want: "a comma or ] after an element"}},
		{"line break in a string", "{\"title\": \"a\nb\"}", margin.FieldError{Path: "title", Got: "'\\n' at line 1, column 13", Want: "no control character in a string"}},
		{"unknown escape", `{"title": "\x"}`, margin.FieldError{Path: "title", Got: "'x' at line 1, column 13", Want: "a JSON escape in a string"}},
		{"half a surrogate pair", `{"title": "\ud800"}`, margin.FieldError{Path: "title", Got: "'\"' at line 1, column 18", Want: "a JSON escape in a string"}},
		{"not UTF-8", "{\"title\": \"\xff\"}", margin.FieldError{Path: "title", Got: "'\uFFFD' at line 1, column 12", Want: "UTF-8 text"}},
		{"deep", strings.Repeat(`{"account":`, 100), margin.FieldError{Path: strings.Repeat("account.", 64) + "account", Got: "'{' at line 1, column 716", Want: "at most 64 arrays and objects inside one another"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, margin.Errors{tt.want}, faults(t, []byte(tt.text)))
		})
	}
}

func TestDecode_Spelling(t *testing.T) {
	for _, tt := range []struct{ name, from, to string }{
		{"decimal as a number", `"size": "0.05"`, `"size": 0.05`},
		{"decimal with an exponent", `"size": "0.05"`, `"size": 5E-2`},
		{"decimal with trailing zeros", `"size": "0.05"`, `"size": "0.0500"`},
		{"whole number with a fraction of zero", `"paths": 4096`, `"paths": 4096.0`},
		{"whole number with an exponent", `"paths": 4096`, `"paths": 4.096e3`},
		{"escaped name", `"version"`, `"\u0076ersion"`},
		{"explicit default", `"currency": "USDT",`, `"currency": "USDT", "positionMode": "oneWay",`},
		{"explicit trigger of the venue", `"currency": "USDT",`, `"currency": "USDT", "rules": {"trigger": "atOrBelow", "tierKind": "marginal", "asOf": "2026-05-01"},`},
		{"absent default", `"marginMode": "cross", `, ``},
		{"absent empty list", `"debts": [],`, ``},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want, err := wire.Decode([]byte(sound))
			require.NoError(t, err)
			got, err := wire.Decode(edited(t, tt.from, tt.to))
			require.NoError(t, err)
			wantHash, err := want.Hash()
			require.NoError(t, err)
			gotHash, err := got.Hash()
			require.NoError(t, err)
			require.Equal(t, wantHash, gotHash)
		})
	}
}

func TestDecode_ByteOrderMark(t *testing.T) {
	_, err := wire.Decode(append([]byte("\xef\xbb\xbf"), sound...))
	require.NoError(t, err)
}

func TestDecode_LongValueIsCut(t *testing.T) {
	errs := faults(t, edited(t, `"gbm"`, `"`+strings.Repeat("x", 1000)+`"`))
	require.Equal(t, strings.Repeat("x", 64)+"...", errs[0].Got)
	errs = faults(t, edited(t, `"drift"`, `"`+strings.Repeat("y", 1000)+`"`))
	require.Equal(t, "market."+strings.Repeat("y", 64)+"...", errs[0].Path)
}

func TestDecode_Limits(t *testing.T) {
	large := bytes.Repeat([]byte(" "), wire.MaxBytes+1)
	require.Equal(t, margin.Errors{{Path: "document", Got: "10485761 bytes", Want: "at most 10485760 bytes (10 MiB)"}}, faults(t, large))

	many := []byte(`{"notes": [` + strings.Repeat("1,", 1_000_000) + `1]}`)
	errs := faults(t, many)
	require.Equal(t, "at most 1000000 values in a document", errs[0].Want)

	wrong := []byte(`{"notes": [` + strings.Repeat("1,", 20_000) + `1]}`)
	errs = faults(t, wrong)
	require.Len(t, errs, 10_001)
	require.Equal(t, "document", errs[10_000].Path)
	require.Contains(t, errs[10_000].Got, "further errors")
}

// positions returns a scenario of n cross positions, each of its own symbol.
func positions(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"version": 1, "account": {"currency": "USDT", "rules": {"maintenanceMarginFraction": "0.005"},
		"balances": [{"asset": "USDT", "amount": "1000000"}], "positions": [`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"symbol": "C%d/USDT:USDT", "size": "1", "entryPrice": "10", "leverage": "10"}`, i)
	}
	b.WriteString(`]}, "market": {"prices": {`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"C%d": "10"`, i)
	}
	b.WriteString(`}}}`)
	return b.Bytes()
}

func TestDecode_TenThousandPositions(t *testing.T) {
	in, err := wire.Decode(positions(10_000))
	require.NoError(t, err)
	a := wire.NewAssessment(in)
	require.Len(t, a.Margin.Pools[0].Positions, 10_000)
	require.Equal(t, "500", a.Margin.Pools[0].MaintenanceMargin.String()) // 10,000 x 1 x 10 x 0.005
}

func TestDecode_TenMegabytes(t *testing.T) {
	document := positions(100_000)
	require.Greater(t, len(document), 9_000_000)
	require.LessOrEqual(t, len(document), wire.MaxBytes)
	in, err := wire.Decode(document)
	require.NoError(t, err)
	require.Len(t, in.Account.Pools[0].Positions, 100_000)
}
