package risk

import "fmt"

// limits returns the limits that apply to a simulation, as sentences.
func (s Simulation) limits() []string {
	var out []string
	if s.HorizonHours > 30*24 {
		out = append(out, "Beyond 30 days volatility cannot be taken as constant: read the figures as indicative.")
	}
	if !s.Monitoring.Continuous() {
		out = append(out, fmt.Sprintf("Pools are looked at every %s h only. An exchange watches the mark price all the time, which finds more liquidations.", show(s.Monitoring.EveryHours)))
	}
	return out
}
