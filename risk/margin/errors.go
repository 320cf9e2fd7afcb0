package margin

import (
	"fmt"
	"strings"
)

// A FieldError says which input is wrong, what it was and what is allowed.
type FieldError struct {
	Path string `json:"path"` // for example positions[2].size; empty where the caller knows the place
	Got  string `json:"got"`
	Want string `json:"want"`
}

func (e FieldError) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("got %s, want %s", e.Got, e.Want)
	}
	return fmt.Sprintf("%s: got %s, want %s", e.Path, e.Got, e.Want)
}

// Errors is every field error of one input. It is never empty when returned as an error.
type Errors []FieldError

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, f := range e {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns e as an error, or nil when there is none.
func (e Errors) Err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// add appends one error.
func (e *Errors) add(path, got, want string) {
	*e = append(*e, FieldError{Path: path, Got: got, Want: want})
}
