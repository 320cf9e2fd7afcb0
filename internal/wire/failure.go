package wire

import (
	"errors"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A Failure is written in place of an answer: the errors of the input, or a
// message where the input is not to blame.
type Failure struct {
	Errors []FieldError `json:"errors,omitempty" doc:"Every offending field of the input."`
	Error  string       `json:"error,omitempty" doc:"What went wrong, where the input is not to blame."`
}

// A FieldError says which input is wrong, what it was and what is allowed.
type FieldError struct {
	Path string `json:"path" doc:"Place in the document, such as account.positions[2].size."`
	Got  string `json:"got" doc:"What was found there."`
	Want string `json:"want" doc:"What is allowed there."`
}

// NewFailure writes err, which must not be nil.
func NewFailure(err error) Failure {
	var input margin.Errors
	if !errors.As(err, &input) {
		return Failure{Error: err.Error()}
	}
	f := Failure{Errors: make([]FieldError, len(input))}
	for i, e := range input {
		f.Errors[i] = FieldError(e)
	}
	return f
}
