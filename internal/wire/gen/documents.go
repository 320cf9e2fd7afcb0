package main

import (
	"reflect"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// A direction tells what is read from what is written: a decimal may come in as
// a number, and only goes out as a string.
type direction int

const (
	in direction = iota + 1
	out
)

// A document is one that is read or written whole.
type document struct {
	value any
	direction
}

// documents returns every document, the scenario first.
func documents() []document {
	return []document{
		{wire.Scenario{}, in},
		{wire.Assessment{}, out},
		{wire.Report{}, out},
		{wire.Comparison{}, out},
		{wire.Venues{}, out},
		{wire.Venue{}, out},
		{wire.StressEvents{}, out},
		{wire.Calibration{}, out},
		{wire.Backtest{}, out},
		{wire.Version{}, out},
		{wire.Failure{}, out},
	}
}

// A property is one field of a struct as its document sees it.
type property struct {
	name     string
	doc      string
	typ      reflect.Type
	required bool
	nullable bool
	constant string
	enum     []string
}

// properties returns the fields of t. Fields that are not supported yet and
// cannot even be empty are left out: no value of them is valid.
func properties(t reflect.Type, dir direction) []property {
	var list []property
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type == reflect.TypeFor[wire.LaterValue]() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := property{
			name:     name,
			doc:      f.Tag.Get("doc"),
			typ:      f.Type,
			required: f.Tag.Get("need") == "true",
			constant: f.Tag.Get("const"),
		}
		if enum := f.Tag.Get("enum"); enum != "" {
			p.enum = strings.Split(enum, "|")
		}
		if dir == out {
			p.required = options == ""
			p.nullable = options == "" && f.Type.Kind() == reflect.Pointer
		}
		list = append(list, p)
	}
	return list
}

// structs returns the structs below the documents with their directions, each
// once, every document before what it holds.
func structs() []structType {
	var list []structType
	seen := map[reflect.Type]bool{}
	var visit func(t reflect.Type, dir direction)
	visit = func(t reflect.Type, dir direction) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			visit(t.Elem(), dir)
		case reflect.Struct:
			if seen[t] || isSpecial(t) {
				return
			}
			seen[t] = true
			list = append(list, structType{t, dir})
			for _, p := range properties(t, dir) {
				visit(p.typ, dir)
			}
		}
	}
	for _, d := range documents() {
		visit(reflect.TypeOf(d.value), d.direction)
	}
	return list
}

type structType struct {
	reflect.Type
	direction
}

// isSpecial reports whether t is not written field by field.
func isSpecial(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[wire.Decimal](), reflect.TypeFor[wire.Monitoring](),
		reflect.TypeFor[wire.LaterMap](), reflect.TypeFor[wire.Raw]():
		return true
	}
	return false
}
