//go:build light

package wire

// Schema returns nil: the engine that a page loads first does without, and the one with all models has it.
func Schema() []byte { return nil }
