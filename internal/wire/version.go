package wire

// A Version is the answer to version.
type Version struct {
	Version string `json:"version" doc:"Version of the program and its engine."`
	Format  int    `json:"format" doc:"Version of the document format that it reads and writes."`
}
