package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.WriteString(strconv.Quote(m.name) + ":")
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

const (
	decimalPattern = `^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`
	seedPattern    = `^[0-9]{1,20}$`
)

// Schema returns the JSON Schema of a scenario. Every other document is among
// its definitions.
func Schema() ([]byte, error) {
	defs := object{}
	for _, s := range structs() {
		defs = append(defs, member{s.Name(), structSchema(s)})
	}
	text, err := json.Marshal(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "Plimsoll scenario"},
		{"$ref", ref(reflect.TypeFor[wire.Scenario]())},
		{"$defs", defs},
	})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func ref(t reflect.Type) string { return "#/$defs/" + t.Name() }

func structSchema(s structType) object {
	fields, required := object{}, []string{}
	for _, p := range properties(s.Type, s.direction) {
		fields = append(fields, member{p.name, propertySchema(p, s.direction)})
		if p.required {
			required = append(required, p.name)
		}
	}
	return object{
		{"type", "object"},
		{"properties", fields},
		{"required", required},
		{"additionalProperties", false},
	}
}

func propertySchema(p property, dir direction) object {
	s := typeSchema(p.typ, dir)
	switch {
	case p.constant != "":
		s = object{{"const", json.Number(p.constant)}}
	case p.enum != nil && p.typ.Kind() == reflect.Slice:
		s = object{{"type", "array"}, {"items", object{{"enum", p.enum}}}}
	case p.enum != nil:
		s = object{{"enum", p.enum}}
	}
	if p.nullable {
		s = object{{"anyOf", []object{s, {{"type", "null"}}}}}
	}
	return append(object{{"description", p.doc}}, s...)
}

func typeSchema(t reflect.Type, dir direction) object {
	switch t {
	case reflect.TypeFor[wire.Decimal]():
		if dir == in {
			return object{{"type", []string{"string", "number"}}, {"pattern", decimalPattern}}
		}
		return object{{"type", "string"}, {"pattern", decimalPattern}}
	case reflect.TypeFor[wire.Seed]():
		return object{{"type", "string"}, {"pattern", seedPattern}}
	case reflect.TypeFor[wire.Monitoring]():
		hours := object{
			{"type", "object"},
			{"properties", object{{"everyHours", object{{"type", "number"}, {"exclusiveMinimum", 0}}}}},
			{"required", []string{"everyHours"}},
			{"additionalProperties", false},
		}
		return object{{"oneOf", []object{{{"const", "continuous"}}, hours}}}
	case reflect.TypeFor[wire.LaterMap]():
		return object{{"type", "object"}, {"maxProperties", 0}}
	case reflect.TypeFor[wire.Raw]():
		return object{}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeSchema(t.Elem(), dir)
	case reflect.Slice:
		return object{{"type", "array"}, {"items", typeSchema(t.Elem(), dir)}}
	case reflect.Map:
		return object{{"type", "object"}, {"additionalProperties", typeSchema(t.Elem(), dir)}}
	case reflect.Struct:
		return object{{"$ref", ref(t)}}
	case reflect.String:
		return object{{"type", "string"}}
	case reflect.Int:
		return object{{"type", "integer"}}
	case reflect.Float64:
		return object{{"type", "number"}}
	case reflect.Bool:
		return object{{"type", "boolean"}}
	}
	panic(fmt.Sprintf("gen: no schema for %v", t))
}
