package wire

import "reflect"

// Overrides replace values of a document, as the flags of the command line do.
// Each is text as a user typed it; an empty one replaces nothing.
type Overrides struct {
	Seed         string
	Paths        string
	HorizonHours string
	Model        string
	TargetStdErr string
	Sensitivity  bool     // true asks for it; false replaces nothing
	Stress       []string // events; none replaces nothing
	History      *History // rows of market.model; nil replaces nothing
}

// apply puts the overrides into the document, an object, to be checked like the rest of it.
func (o Overrides) apply(doc *node) {
	set := func(object, name string, value node) {
		parent := doc.member(object)
		if parent == nil {
			doc.put(object, node{kind: kindObject})
			parent = doc.member(object)
		}
		if parent.kind == kindObject {
			parent.put(name, value)
		}
	}
	if o.Seed != "" {
		set("simulation", "seed", node{kind: kindString, text: o.Seed})
	}
	for _, n := range []struct{ name, text string }{
		{"paths", o.Paths}, {"horizonHours", o.HorizonHours}, {"targetStdErr", o.TargetStdErr},
	} {
		if n.text != "" {
			set("simulation", n.name, numberNode(n.text))
		}
	}
	if o.Sensitivity {
		set("simulation", "sensitivity", node{kind: kindBool, text: "true"})
	}
	if len(o.Stress) > 0 {
		events := node{kind: kindArray}
		for _, name := range o.Stress {
			events.kids = append(events.kids, node{kind: kindString, text: name})
		}
		set("simulation", "stress", events)
	}
	if kind := doc.at("market", "model", "kind"); o.Model != "" && (kind == nil || kind.kind != kindString || kind.text != o.Model) { // otherwise its parameters stay
		model := node{kind: kindObject, kids: []node{{key: "kind", kind: kindString, text: o.Model}}}
		if history := doc.at("market", "model", "history"); history != nil {
			model.kids = append(model.kids, *history)
		}
		set("market", "model", model)
	}
	if o.History != nil {
		history, err := newNode(reflect.ValueOf(o.History))
		if err != nil { // a number that is not finite: to be refused where it is read
			history = node{kind: kindNull, text: "null"}
		}
		if doc.at("market", "model") == nil {
			set("market", "model", node{kind: kindObject, kids: []node{{key: "kind", kind: kindString, text: modelVolMixture}}})
		}
		if model := doc.at("market", "model"); model != nil && model.kind == kindObject {
			model.put("history", history)
		}
	}
}

func numberNode(text string) node {
	if isNumber(text) {
		return node{kind: kindNumber, text: text}
	}
	return node{kind: kindWord, text: text}
}
