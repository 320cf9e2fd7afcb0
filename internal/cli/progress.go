package cli

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/plimsoll-risk/plimsoll/risk"
)

// progress makes a run with these options show a bar on stderr, where that is a
// terminal, and returns what takes the bar away.
func (c *console) progress(o *risk.Options) (done func()) {
	o.Progress, done = c.bar("simulating")
	return done
}

// bar returns what shows how far a work has come, nil where stderr is no terminal, and what
// takes the bar away.
func (c *console) bar(work string) (show func(n, total int), done func()) {
	if !c.errTerminal {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	show = func(n, total int) {
		if bar != nil && bar.GetMax() != total { // another round
			bar.Clear() //nolint:errcheck // as below
			bar = nil
		}
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(c.err),
				progressbar.OptionSetDescription(work),
				progressbar.OptionSetWidth(40),
				progressbar.OptionThrottle(65*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
			bar.RenderBlank() //nolint:errcheck // as below: at once, as the first block may be the last
		}
		bar.Set(n) //nolint:errcheck // a bar that cannot be drawn is no reason to stop
	}
	return show, func() {
		if bar != nil {
			bar.Clear() //nolint:errcheck // as above
		}
	}
}
