package wire

import (
	"math"
	"reflect"
	"strconv"
	"strings"
)

// A decoder copies nodes into the structs of this package and reports whatever
// does not fit. What it could not read stays zero.
//
// Struct tags say what a field takes: need:"true" is a required field, enum
// lists the words allowed, later the words that are known but not supported yet.
type decoder struct {
	errs    *collector
	layouts map[reflect.Type][]field
}

// A field is one field of a struct as a document sees it.
type field struct {
	name     string
	index    int
	required bool
	enum     []string
	later    []string
}

// selfDecoder is implemented by the types that read more than one form.
type selfDecoder interface {
	decode(d *decoder, n *node, at *path)
}

func (d *decoder) layout(t reflect.Type) []field {
	if l, ok := d.layouts[t]; ok {
		return l
	}
	var l []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		l = append(l, field{
			name:     name,
			index:    i,
			required: f.Tag.Get("need") == "true",
			enum:     words(f.Tag.Get("enum")),
			later:    words(f.Tag.Get("later")),
		})
	}
	d.layouts[t] = l
	return l
}

func words(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// value decodes n into v, which is addressable. f describes the field that
// holds the value.
func (d *decoder) value(n *node, at *path, v reflect.Value, f field) {
	if self, ok := v.Addr().Interface().(selfDecoder); ok {
		self.decode(d, n, at)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		before := len(d.errs.bad)
		elem := reflect.New(v.Type().Elem())
		d.value(n, at, elem.Elem(), f)
		if len(d.errs.bad) == before || !isScalar(elem) {
			v.Set(elem)
		}
	case reflect.Struct:
		d.object(n, at, v)
	case reflect.Map:
		d.mapping(n, at, v, f)
	case reflect.Slice:
		d.list(n, at, v, f)
	case reflect.String:
		d.word(n, at, v, f)
	case reflect.Bool:
		if n.kind != kindBool {
			d.errs.add(at.String(), n.describe(), "true or false")
		} else {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if i, ok := d.integer(n, at); ok {
			v.SetInt(int64(i))
		}
	case reflect.Float64:
		if x, ok := d.float(n, at); ok {
			v.SetFloat(x)
		}
	default:
		panic("wire: no decoding for " + v.Type().String())
	}
}

// isScalar reports whether elem points to a value that is either read whole or
// not at all.
func isScalar(elem reflect.Value) bool {
	_, self := elem.Interface().(selfDecoder)
	return self || elem.Elem().Kind() != reflect.Struct
}

func (d *decoder) object(n *node, at *path, v reflect.Value) {
	if n.kind != kindObject {
		d.errs.add(at.String(), n.describe(), "an object")
		return
	}
	fields := d.layout(v.Type())
	for i := range n.kids {
		kid := &n.kids[i]
		f, ok := find(fields, kid.key)
		if !ok {
			d.unknown(kid.key, fields, at)
			continue
		}
		d.value(kid, at.member(kid.key), v.Field(f.index), f)
	}
	for _, f := range fields {
		if f.required && n.member(f.name) == nil {
			d.errs.add(at.member(f.name).String(), "nothing", "a value")
		}
	}
}

func find(fields []field, name string) (field, bool) {
	for _, f := range fields {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

func (d *decoder) unknown(name string, fields []field, at *path) {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	d.errs.add(at.member(name).String(), "an unknown field", "a known field"+DidYouMean(name, names))
}

func (d *decoder) mapping(n *node, at *path, v reflect.Value, f field) {
	if n.kind != kindObject {
		d.errs.add(at.String(), n.describe(), "an object")
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.kids)))
	for i := range n.kids {
		kid := &n.kids[i]
		before := len(d.errs.bad)
		elem := reflect.New(v.Type().Elem()).Elem()
		here := at.member(kid.key)
		if kid.key == "" {
			d.errs.add(here.String(), "an empty name", "a name")
		}
		d.value(kid, here, elem, f)
		if len(d.errs.bad) == before || !isScalar(elem.Addr()) {
			v.SetMapIndex(reflect.ValueOf(kid.key), elem)
		}
	}
}

func (d *decoder) list(n *node, at *path, v reflect.Value, f field) {
	if n.kind != kindArray {
		d.errs.add(at.String(), n.describe(), "an array")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.kids), len(n.kids)))
	for i := range n.kids {
		d.value(&n.kids[i], at.element(i), v.Index(i), f)
	}
}

// word reads a string, and where the field has an enum, one of its words.
func (d *decoder) word(n *node, at *path, v reflect.Value, f field) {
	if n.kind != kindString {
		want := "a string"
		if len(f.enum) > 0 {
			want = "one of " + strings.Join(f.enum, ", ")
		}
		d.errs.add(at.String(), n.describe(), want)
		return
	}
	for _, w := range f.later {
		if n.text == w {
			d.errs.add(at.String(), n.text, "one of "+strings.Join(f.enum, ", ")+": "+w+" is not supported yet")
			return
		}
	}
	for _, w := range f.enum {
		if n.text == w {
			v.SetString(w)
			return
		}
	}
	if len(f.enum) > 0 {
		known := append(append([]string(nil), f.enum...), f.later...)
		d.errs.add(at.String(), clip(n.text), "one of "+strings.Join(f.enum, ", ")+DidYouMean(n.text, known))
		return
	}
	v.SetString(n.text)
}

// integer reads a JSON number without a fraction, at most 2^53 in magnitude.
func (d *decoder) integer(n *node, at *path) (int, bool) {
	if n.kind == kindNumber {
		x, err := strconv.ParseFloat(n.text, 64)
		if err == nil && x == math.Trunc(x) && math.Abs(x) <= 1<<53 {
			return int(x), true
		}
	}
	d.errs.add(at.String(), n.describe(), "a whole number")
	return 0, false
}

// float reads a JSON number that a float64 can hold.
func (d *decoder) float(n *node, at *path) (float64, bool) {
	if n.kind == kindNumber {
		if x, err := strconv.ParseFloat(n.text, 64); err == nil {
			return x, true
		}
	}
	d.errs.add(at.String(), n.describe(), "a finite number")
	return 0, false
}

// read decodes an object into the struct that target points to.
func (d *decoder) read(n *node, at *path, target any) {
	d.object(n, at, reflect.ValueOf(target).Elem())
}
