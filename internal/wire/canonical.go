package wire

import "reflect"

// Canonical returns the scenario of in without white space, with sorted keys,
// defaults filled and overrides applied. Two documents that ask the same give
// the same bytes.
func (in *Input) Canonical() ([]byte, error) {
	n, err := newNode(reflect.ValueOf(in.Scenario))
	if err != nil {
		return nil, err
	}
	return n.appendSorted(nil), nil
}

// Hash returns "sha256:" and the SHA-256 of the canonical scenario in hexadecimal.
func (in *Input) Hash() (string, error) {
	text, err := in.Canonical()
	if err != nil {
		return "", err
	}
	return "sha256:" + sha256Hex(text), nil
}
