//go:build light

package risk

import "github.com/plimsoll-risk/plimsoll/montecarlo"

// InSteps says that there are no models that are followed in steps: a plan refuses them.
const InSteps = false

func (m Market) law([]string, bool) montecarlo.Stepped { return nil }

func (c *compiler) farther(string, float64) (far float64, ok bool) { return 0, false }
