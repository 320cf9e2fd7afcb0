// Package wire holds the JSON documents of Plimsoll: the scenario that comes in
// and the answers that go out. The structs here are their one source; the JSON
// Schema and the TypeScript types are generated from them.
//
// Decoding is strict. Every offending field is named at once, by its path.
package wire

//go:generate go run ./gen
