// Command gen recomputes the market figures of the example portfolios:
//
//	go run ./examples/gen -data DIR examples/*.json
//
// DIR holds daily prices as ASSET.csv (date,open,high,low,close). In each file
// the market is replaced by what calibrate answers for the assets that its correlation
// names, and the note of where its figures are from by the command for that; everything else is left as it stands.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/plimsoll-risk/plimsoll/examples/internal/history"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	dir := flags.String("data", "", "folder of daily prices, ASSET.csv")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *dir == "" || flags.NArg() == 0 {
		fmt.Fprintln(stderr, "usage: gen -data DIR FILE...")
		return 2
	}
	for _, name := range flags.Args() {
		if err := rewrite(name, *dir); err != nil {
			fmt.Fprintf(stderr, "%s: %v\n", name, err)
			return 1
		}
	}
	return 0
}

func rewrite(name, dir string) error {
	document, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var scenario struct {
		Market struct{ Correlation struct{ Assets []string } }
	}
	if err := json.Unmarshal(document, &scenario); err != nil {
		return err
	}
	assets := scenario.Market.Correlation.Assets
	if len(assets) == 0 {
		return errors.New("market.correlation.assets: got none, want the assets to compute")
	}
	c, err := history.Compute(dir, assets, history.First, history.Last)
	if err != nil {
		return err
	}
	text, ok := withNote(string(document), history.Note(assets))
	if !ok {
		return errors.New("no note that begins with Volatility and correlation")
	}
	before, rest, ok := strings.Cut(text, "  \"market\": {\n")
	if !ok {
		return errors.New("no line that begins the market")
	}
	_, after, ok := strings.Cut(rest, "\n  },\n")
	if !ok {
		return errors.New("no line that ends the market")
	}
	return os.WriteFile(name, []byte(before+history.Market(c.Market, assets)+after), 0o644)
}

// withNote puts a note in the place of the one of the figures.
func withNote(document, note string) (string, bool) {
	lines := strings.Split(document, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, `    "Volatility and correlation: `) {
			lines[i] = fmt.Sprintf("    %q,", note)
			return strings.Join(lines, "\n"), true
		}
	}
	return document, false
}
