package engine

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// A Verb is what can be asked of the engine.
type Verb string

// The verbs.
const (
	VerbAssess   Verb = "assess"
	VerbSimulate Verb = "simulate"
	VerbCompare  Verb = "compare"
	VerbVenues   Verb = "venues"
	VerbSchema   Verb = "schema"
	VerbVersion  Verb = "version"
)

// Call answers a verb with JSON. The input is a scenario for assess, simulate
// and compare, for venues nothing, or the name
// of a venue with, after a space, the date of its table; and nothing otherwise.
// Bad input is margin.Errors.
func Call(verb Verb, input []byte) ([]byte, error) {
	switch verb {
	case VerbAssess:
		return encode(Assess(input))
	case VerbSimulate, VerbCompare:
		s, err := Open(verb, input, wire.Overrides{})
		if err != nil {
			return nil, err
		}
		return s.answer()
	case VerbVenues:
		if len(input) == 0 {
			return encode(wire.NewVenues(), nil)
		}
		return encode(venueOf(string(input)))
	case VerbSchema:
		if s := wire.Schema(); s != nil {
			return s, nil
		}
		return nil, errors.New("the schema is in plimsoll-laws.wasm")
	case VerbVersion:
		return encode(NewVersion(), nil)
	}
	return nil, fmt.Errorf("unknown verb %q", verb)
}

// Assess returns the exact margin state of a scenario.
func Assess(document []byte) (*wire.Assessment, error) {
	in, err := wire.Decode(document)
	if err != nil {
		return nil, err
	}
	return wire.NewAssessment(in), nil
}

// venueOf returns a venue by "NAME" or "NAME DATE".
func venueOf(input string) (*wire.Venue, error) {
	name, asOf, _ := strings.Cut(input, " ")
	return wire.NewVenue(name, asOf)
}

// NewVersion returns the versions of the program and of its documents.
func NewVersion() wire.Version {
	return wire.Version{Version: Version, Format: wire.FormatVersion}
}

func encode[T any](document T, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return wire.Encode(document)
}
