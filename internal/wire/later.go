package wire

// notYet is what an error wants in place of something that is known but not
// supported yet.
const notYet = "nothing: it is not supported yet"

// LaterMap is an object that is not supported yet: only an empty one is taken.
type LaterMap struct{}

func (l *LaterMap) decode(d *decoder, n *node, at *path) { d.refuse(n, at, kindObject) }

// LaterValue is a value that is not supported yet, whatever it is.
type LaterValue struct{}

func (l *LaterValue) decode(d *decoder, n *node, at *path) { d.refuse(n, at, 0) }

func (d *decoder) refuse(n *node, at *path, allowed nodeKind) {
	if n.kind != allowed || !n.empty() {
		d.errs.add(at.String(), n.describe(), notYet)
	}
}

// Raw is any JSON value. It is accepted and not read.
type Raw struct{}

func (r *Raw) decode(d *decoder, n *node, at *path) {
	if n.kind == kindWord {
		d.errs.add(at.String(), n.describe(), "a JSON value")
	}
}
