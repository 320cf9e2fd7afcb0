package wire

// FormatVersion is the version of the documents that this package reads and writes.
const FormatVersion = 1

// A Scenario is what is asked: an account, a market and how to simulate.
type Scenario struct {
	Version    int         `json:"version" need:"true" const:"1" doc:"Version of the document format."`
	Title      string      `json:"title,omitempty" doc:"A name for people. It has no effect."`
	Notes      []string    `json:"notes,omitempty" doc:"Remarks for people, such as where figures come from. They have no effect."`
	Account    Account     `json:"account" need:"true" doc:"What is held and under which margin rules."`
	Market     Market      `json:"market" need:"true" doc:"Prices now and the law of their moves."`
	Simulation *Simulation `json:"simulation,omitempty" doc:"How to simulate; every field has a default."`
}
