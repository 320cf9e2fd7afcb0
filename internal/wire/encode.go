package wire

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Encode returns a document of this package as JSON for people to read, with a
// newline at its end. Numbers that are not finite are an error.
//
// It is not encoding/json, which would add a tenth to the size of the
// WebAssembly engine; the decoder's nodes are at hand anyway.
func Encode(document any) ([]byte, error) {
	n, err := newNode(reflect.ValueOf(document))
	if err != nil {
		return nil, err
	}
	return append(n.appendPretty(nil, 0), '\n'), nil
}

// selfEncoder is implemented by the types that are not written field by field.
type selfEncoder interface{ node() node }

// newNode turns a value of this package's types into a node.
func newNode(v reflect.Value) (node, error) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return node{kind: kindNull, text: "null"}, nil
		}
		return newNode(v.Elem())
	}
	if self, ok := v.Interface().(selfEncoder); ok {
		return self.node(), nil
	}
	switch v.Kind() {
	case reflect.Struct:
		return newObject(v)
	case reflect.Map:
		return newMapping(v)
	case reflect.Slice:
		return newArray(v)
	case reflect.String:
		return node{kind: kindString, text: v.String()}, nil
	case reflect.Bool:
		return node{kind: kindBool, text: strconv.FormatBool(v.Bool())}, nil
	case reflect.Int:
		return node{kind: kindNumber, text: strconv.FormatInt(v.Int(), 10)}, nil
	case reflect.Float64:
		return newNumber(v.Float())
	}
	return node{}, fmt.Errorf("wire: no encoding for %v", v.Type())
}

func newObject(v reflect.Value) (node, error) {
	n := node{kind: kindObject}
	for i := range v.NumField() {
		name, omit, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		f := v.Field(i)
		if omit != "" && (f.IsZero() || (f.Kind() == reflect.Slice || f.Kind() == reflect.Map) && f.Len() == 0) {
			continue
		}
		kid, err := newNode(f)
		if err != nil {
			return node{}, fmt.Errorf("%s: %w", name, err)
		}
		kid.key = name
		n.kids = append(n.kids, kid)
	}
	return n, nil
}

func newMapping(v reflect.Value) (node, error) {
	n := node{kind: kindObject}
	var names []string
	for _, key := range v.MapKeys() {
		names = append(names, key.String())
	}
	slices.Sort(names)
	for _, name := range names {
		kid, err := newNode(v.MapIndex(reflect.ValueOf(name)))
		if err != nil {
			return node{}, fmt.Errorf("%s: %w", name, err)
		}
		kid.key = name
		n.kids = append(n.kids, kid)
	}
	return n, nil
}

func newArray(v reflect.Value) (node, error) {
	n := node{kind: kindArray, kids: make([]node, v.Len())}
	for i := range n.kids {
		kid, err := newNode(v.Index(i))
		if err != nil {
			return node{}, fmt.Errorf("[%d]: %w", i, err)
		}
		n.kids[i] = kid
	}
	return n, nil
}

// newNumber writes x in the fewest digits that read back as x, as ECMAScript
// does. A zero has no sign.
func newNumber(x float64) (node, error) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return node{}, fmt.Errorf("wire: %v is not finite", x)
	}
	format, size := byte('f'), math.Abs(x)
	if size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	if size == 0 {
		x = 0
	}
	text := strconv.FormatFloat(x, format, -1, 64)
	return node{kind: kindNumber, text: strings.Replace(text, "e-0", "e-", 1)}, nil
}
