package wire

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
	if o.Model != "" {
		if kind := doc.at("market", "model", "kind"); kind != nil && kind.kind == kindString && kind.text == o.Model {
			return // its parameters stay
		}
		kind := node{key: "kind", kind: kindString, text: o.Model}
		set("market", "model", node{kind: kindObject, kids: []node{kind}})
	}
}

func numberNode(text string) node {
	if isNumber(text) {
		return node{kind: kindNumber, text: text}
	}
	return node{kind: kindWord, text: text}
}
