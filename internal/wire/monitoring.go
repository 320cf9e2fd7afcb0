package wire

// Monitoring says when a pool is looked at. The zero value is "continuous";
// otherwise at every multiple of EveryHours and at the horizon.
type Monitoring struct {
	EveryHours float64 `json:"everyHours" need:"true" doc:"Hours between looks; the horizon is always looked at."`
}

// continuous is the word for continuous monitoring.
const continuous = "continuous"

// node writes m as "continuous" or as {"everyHours": h}.
func (m Monitoring) node() node {
	hours, err := newNumber(m.EveryHours)
	if m.EveryHours == 0 || err != nil { // no Monitoring is read that is not finite
		return node{kind: kindString, text: continuous}
	}
	hours.key = "everyHours"
	return node{kind: kindObject, kids: []node{hours}}
}

func (m *Monitoring) decode(d *decoder, n *node, at *path) {
	const want = `"continuous" or {"everyHours": hours}`
	switch n.kind {
	case kindObject:
		var o struct {
			EveryHours *float64 `json:"everyHours" need:"true"`
		}
		d.read(n, at, &o)
		if o.EveryHours == nil {
			return
		}
		if *o.EveryHours <= 0 {
			d.errs.add(at.member("everyHours").String(), n.member("everyHours").describe(), "a positive number of hours")
			return
		}
		m.EveryHours = *o.EveryHours
	case kindString:
		if n.text != continuous {
			d.errs.add(at.String(), clip(n.text), want+DidYouMean(n.text, []string{continuous}))
		}
	default:
		d.errs.add(at.String(), n.describe(), want)
	}
}
