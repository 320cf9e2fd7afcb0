package wire

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// maxErrors bounds how many errors one document can give.
const maxErrors = 10_000

// A collector gathers field errors. A path is reported once: what follows from
// a field that is already known to be bad is not reported again.
type collector struct {
	errs margin.Errors
	bad  map[string]bool
	more int
}

func (c *collector) add(path, got, want string) {
	if c.known(path) {
		return
	}
	if c.bad == nil {
		c.bad = map[string]bool{}
	}
	c.bad[path] = true
	if len(c.errs) == maxErrors {
		c.more++
		return
	}
	c.errs = append(c.errs, margin.FieldError{Path: path, Got: got, Want: want})
}

// known reports whether path, or a value that holds it, has been reported.
func (c *collector) known(path string) bool {
	for p := path; p != ""; {
		if c.bad[p] {
			return true
		}
		p = p[:max(strings.LastIndexAny(p, ".["), 0)]
	}
	return false
}

// all adds errors whose paths are already those of the document.
func (c *collector) all(errs margin.Errors) {
	for _, e := range errs {
		c.add(e.Path, e.Got, e.Want)
	}
}

func (c *collector) err() error {
	errs := c.errs
	if c.more > 0 {
		errs = append(errs, margin.FieldError{
			Path: documentPath,
			Got:  fmt.Sprintf("%d further errors", c.more),
			Want: "the errors above corrected first",
		})
	}
	return errs.Err()
}

// place adds an error of package margin whose paths are relative to at.
func (c *collector) place(at string, err error) {
	var one margin.FieldError
	var many margin.Errors
	switch {
	case errors.As(err, &many):
		for _, e := range many {
			c.add(at+e.Path, clip(e.Got), e.Want)
		}
	case errors.As(err, &one):
		c.add(at, clip(one.Got), one.Want)
	default:
		c.add(at, "a value refused", err.Error())
	}
}

// positive adds an error unless d is absent or above zero.
func (c *collector) positive(d *Decimal, at *path) {
	if d != nil && !d.IsPositive() {
		c.add(at.String(), d.String(), "a positive decimal")
	}
}
