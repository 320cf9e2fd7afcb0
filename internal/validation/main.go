// Command validation writes the accuracy tables of docs/VALIDATION.md: every
// problem of package reference, known value beside estimate, the random pools, the coverage of the
// intervals, and how the market models did out of sample. Given the name of a part (problems,
// pools, coverage, markets) it writes that one only. `make validation` adds the benchmarks of the same machine.
package main

import (
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"runtime"
	"slices"

	"github.com/plimsoll-risk/plimsoll/internal/reference"
)

func main() {
	log.SetFlags(0)
	if err := write(os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func write(w io.Writer, names []string) error {
	for _, part := range []struct {
		name  string
		write func(io.Writer) error
	}{{"problems", problems}, {"pools", pools}, {"coverage", coverage}, {"markets", markets}} {
		if len(names) > 0 && !slices.Contains(names, part.name) {
			continue
		}
		if err := part.write(w); err != nil {
			return err
		}
	}
	return nil
}

func problems(w io.Writer) error {
	fmt.Fprint(w, `## Known probabilities

Randomised quasi-Monte Carlo, one bridge, importance sampling; fixed seeds. Isolated pools are simulated here too. "off by" is the difference in standard errors, beyond the digits that
are known; the test allows 4. "grid" is the estimate's discretisation.
`)
	return table(w, reference.Problems())
}

func pools(w io.Writer) error {
	fmt.Fprintf(w, `
## Forty random pools

Two assets, drawn at random (internal/reference/gen), against a solver of their own (METHODS.md, "The solver"); %d paths. The test allows 5.5 standard errors, and standard error and difference together
.1 %% of P from .01 on, 2 %% below.
`, reference.Points)
	return table(w, reference.RandomPools())
}

// table runs problems and writes a line for each of their checks.
func table(w io.Writer, all []reference.Problem) error {
	fmt.Fprint(w, `
| problem | value | known from | known | estimate | standard error | of known | off by | error and difference | grid |
|---|---|---|---|---|---|---|---|---|---|
`)
	var worst float64
	n := 0
	for _, p := range all {
		r, err := reference.Run(p.Experiment, runtime.GOMAXPROCS(0))
		if err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
		for _, c := range p.Checks {
			e := c.Pick(r.Books[0])
			grid := "-"
			if e.Discretisation != nil {
				grid = fmt.Sprintf("%.1e", *e.Discretisation)
			}
			off := "exact"
			if e.StdErr > 0 {
				d := e.Value - c.Want
				sigmas := math.Copysign(math.Max(0, math.Abs(d)-c.Digits), d) / e.StdErr
				worst = math.Max(worst, math.Abs(sigmas))
				off = fmt.Sprintf("%+.1f", sigmas)
			}
			n++
			fmt.Fprintf(w, "| %s | %s | %s | %.8g | %.8g | %.1e | %.4f %% | %s | %.4f %% | %s |\n",
				p.Name, c.Name, p.Source, c.Want, e.Value, e.StdErr, 100*e.StdErr/c.Want, off, 100*(e.StdErr+math.Abs(e.Value-c.Want))/c.Want, grid)
		}
	}
	fmt.Fprintf(w, "\n%d values, the furthest %.1f standard errors off.\n", n, worst)
	return nil
}

func coverage(w io.Writer) error {
	fmt.Fprintf(w, `
## Coverage of the 95 %% interval

Runs of %d paths each: 95 %% expected, with a standard deviation of .54 %% over 1600 seeds and .27 %% over 6400; the test allows %.1f to %.1f %%.

| book | event | P | known from | intervals that hold it | of all |
|---|---|---|---|---|---|
`, reference.CoveragePaths, 100*reference.CoverageLow, 100*reference.CoverageHigh)
	for _, c := range reference.Coverages() {
		held, err := c.Count()
		if err != nil {
			return err
		}
		source := "closed form or reference"
		if c.Pool != nil {
			source = "own solver"
		}
		for k, e := range c.Events {
			fmt.Fprintf(w, "| %s | %s | %.3g | %s | %d of %d | %.2f %% |\n", c.Name, e.Name, e.Want, source, held[k], c.Seeds, 100*float64(held[k])/float64(c.Seeds))
		}
	}
	return nil
}
