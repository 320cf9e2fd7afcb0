// Package engine answers documents: bytes in, documents out. The command line
// and the WebAssembly engine are thin shells around it, so that they agree to
// the byte.
package engine

// Version is the version of the program. It is part of every report.
const Version = "0.1.0"
