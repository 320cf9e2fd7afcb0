package ccxt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Limits of a number, which keep arithmetic on hostile input short. A float64 of JavaScript stays far below them.
const (
	maxText     = 120 // characters
	maxExponent = 120 // digits before or after the point
	maxPlaces   = 30  // decimal places that a scenario can hold
)

// maxGot bounds how much of a bad value an error repeats.
const maxGot = 64

// maxErrors bounds how many errors one import can give.
const maxErrors = 10_000

// faults gathers errors of all the input, one for each path.
type faults struct {
	errs margin.Errors
	seen map[string]bool
}

func (f *faults) add(path, got, want string) {
	if f.seen[path] {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[path] = true
	switch len(f.errs) {
	case maxErrors:
		f.errs = append(f.errs, margin.FieldError{Path: "positions", Got: "further errors", Want: "the errors above corrected first"})
		return
	case maxErrors + 1:
		return
	}
	f.errs = append(f.errs, margin.FieldError{Path: path, Got: got, Want: want})
}

// An object is a JSON object together with its place.
type object struct {
	members map[string]any
	path    string
	faults  *faults
}

// parse reads one JSON value. Where it cannot, the fault is at path.
func parse(text []byte, path string, f *faults) (value any, ok bool) {
	const want = "one JSON value, as ccxt returns it"
	if len(text) > wire.MaxBytes {
		f.add(path, fmt.Sprintf("more than %d bytes", wire.MaxBytes), "at most 10 MiB of JSON")
		return nil, false
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	d.UseNumber()
	switch err := d.Decode(&value); {
	case errors.Is(err, io.EOF):
		f.add(path, "nothing", want)
		return nil, false
	case err != nil:
		f.add(path, fmt.Sprintf("%v, near byte %d", err, d.InputOffset()), want)
		return nil, false
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		f.add(path, fmt.Sprintf("more text after byte %d", d.InputOffset()), want)
		return nil, false
	}
	return value, true
}

// newObject takes value as an object; anything else is a fault.
func newObject(value any, path, want string, f *faults) (object, bool) {
	members, ok := value.(map[string]any)
	if !ok {
		f.add(path, describe(value), want)
	}
	return object{members, path, f}, ok
}

func (o object) at(name string) string { return o.path + "." + name }

// has reports whether there is a member that is not null.
func (o object) has(name string) bool { return o.members[name] != nil }

// inner returns a member that is an object, or an empty one.
func (o object) inner(name string) object {
	members, _ := o.members[name].(map[string]any)
	return object{members, o.at(name), o.faults}
}

// list returns the objects among the elements of a member that is an array.
func (o object) list(name string) []object { return objects(o.members[name], o.at(name), o.faults) }

func objects(value any, path string, f *faults) []object {
	elements, _ := value.([]any)
	var list []object
	for i, e := range elements {
		if members, ok := e.(map[string]any); ok {
			list = append(list, object{members, fmt.Sprintf("%s[%d]", path, i), f})
		}
	}
	return list
}

// text returns a member that is a string, or "". Another kind of value is a fault.
func (o object) text(name string) string {
	switch s := o.members[name].(type) {
	case nil:
	case string:
		return s
	default:
		o.faults.add(o.at(name), describe(s), "a string")
	}
	return ""
}

// decimal returns a member that is a number, or a string that holds one. It is absent where the member is null or an
// empty string, and where it is neither, which is a fault.
func (o object) decimal(name string) decimal.NullDecimal {
	var text string
	switch v := o.members[name].(type) {
	case nil:
		return decimal.NullDecimal{}
	case json.Number:
		text = v.String()
	case string:
		text = v
	default:
		o.faults.add(o.at(name), describe(v), "a number")
		return decimal.NullDecimal{}
	}
	if text == "" {
		return decimal.NullDecimal{}
	}
	d, ok := parseDecimal(text)
	if !ok {
		o.faults.add(o.at(name), clip(text), fmt.Sprintf("a number of at most %d digits on either side of the point", maxExponent))
	}
	return decimal.NullDecimal{Decimal: d, Valid: ok}
}

// positive is decimal for a member that has to be above zero where it is there.
func (o object) positive(name string) decimal.NullDecimal {
	d := o.decimal(name)
	if d.Valid && !d.Decimal.IsPositive() {
		o.faults.add(o.at(name), d.Decimal.String(), "a positive number")
		return decimal.NullDecimal{}
	}
	return d
}

func parseDecimal(text string) (decimal.Decimal, bool) {
	if len(text) > maxText {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	if err != nil || d.IsZero() {
		return decimal.Decimal{}, err == nil
	}
	exponent := int(d.Exponent())
	if exponent < -maxExponent || exponent > maxExponent || d.NumDigits()+exponent > maxExponent {
		return decimal.Decimal{}, false
	}
	return d, true
}

// describe says what a value is, for the got part of an error.
func describe(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case string:
		return "the string " + strconv.Quote(clip(v))
	case json.Number:
		return clip(v.String())
	case bool:
		return strconv.FormatBool(v)
	case []any:
		return "an array"
	}
	return "an object"
}

// clip shortens s to maxGot characters.
func clip(s string) string {
	count := 0
	for i := range s {
		if count == maxGot {
			return s[:i] + "..."
		}
		count++
	}
	return s
}
