// Command validation writes the accuracy tables of docs/VALIDATION.md: every
// problem of package reference, known value beside estimate, the coverage of the
// intervals, and how the market models did out of sample. Given the name of a part (problems,
// coverage, markets) it writes that one only. `make validation` adds the benchmarks of the same machine.
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
	}{{"problems", problems}, {"coverage", coverage}, {"markets", markets}} {
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

Randomised quasi-Monte Carlo, one bridge, importance sampling; fixed seeds. Isolated pools are simulated here too. "off by" is the difference in standard errors;
the test allows 4. "grid" is the estimate's discretisation.

| problem | value | known from | known | estimate | standard error | of known | off by | grid |
|---|---|---|---|---|---|---|---|---|
`)
	var worst float64
	n := 0
	for _, p := range reference.Problems() {
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
				sigmas := (e.Value - c.Want) / e.StdErr
				worst = math.Max(worst, math.Abs(sigmas))
				off = fmt.Sprintf("%+.1f", sigmas)
			}
			n++
			fmt.Fprintf(w, "| %s | %s | %s | %.8g | %.8g | %.1e | %.4f %% | %s | %s |\n",
				p.Name, c.Name, p.Source, c.Want, e.Value, e.StdErr, 100*e.StdErr/c.Want, off, grid)
		}
	}
	fmt.Fprintf(w, "\n%d values, the furthest %.1f standard errors off.\n", n, worst)
	return nil
}

func coverage(w io.Writer) error {
	fmt.Fprintf(w, `
## Coverage of the 95 %% interval

%d seeds of %d paths each: 95 %% expected, standard deviation 1.1 %%.

| book | P | intervals that hold it |
|---|---|---|
`, reference.Seeds, reference.CoveragePaths)
	for _, c := range reference.Coverages() {
		held, err := c.Count()
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %.6f | %d of %d |\n", c.Name, c.Exact, held, reference.Seeds)
	}
	return nil
}
