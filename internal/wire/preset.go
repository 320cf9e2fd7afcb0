package wire

import (
	"strings"

	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

// presets are the venues that a document can name. Package venue knows more, whose fees, collateral ratios and
// loans a document cannot state yet; they are not linked, for the size of the WebAssembly engine.
func presets() []venue.Venue { return []venue.Venue{venue.BinanceUSDM()} }

// presetNames are their names.
func presetNames() []string {
	var names []string
	for _, v := range presets() {
		names = append(names, v.Name)
	}
	return names
}

// preset returns the venue of that name.
func preset(name string) (venue.Venue, bool) {
	for _, v := range presets() {
		if v.Name == name {
			return v, true
		}
	}
	return venue.Venue{}, false
}

// wantedPreset says what is wanted instead of a name.
func wantedPreset(name string) string {
	return "one of " + strings.Join(presetNames(), ", ") + DidYouMean(name, presetNames())
}
