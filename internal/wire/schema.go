//go:build !light

package wire

import _ "embed" // for the schema

//go:embed schema.gen.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of a scenario, with the answers
// among its definitions.
func Schema() []byte { return append([]byte(nil), schema...) }
