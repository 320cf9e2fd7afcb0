// Command gen writes the JSON Schema and the TypeScript types of the documents
// from the structs of package wire, beside that package and in the web package.
// It runs in the folder of package wire, by go generate.
package main

import (
	"fmt"
	"os"
)

// Where the generated files go, from the folder of package wire.
const (
	schemaFile = "schema.gen.json"
	typesFile  = "../../web/src/wire.gen.ts"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run() error {
	schema, err := Schema()
	if err != nil {
		return err
	}
	if err := os.WriteFile(schemaFile, schema, 0o644); err != nil {
		return err
	}
	return os.WriteFile(typesFile, TypeScript(), 0o644)
}
