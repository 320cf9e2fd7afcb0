// Command gen recomputes the market figures of the example portfolios:
//
//	go run ./examples/gen -data DIR examples/*.json
//
// DIR holds daily prices as ASSET.csv (date,open,high,low,close). In each file
// the market is replaced by the figures of the assets that its correlation
// names; everything else is left as it stands.
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
	figures, err := history.Compute(dir, assets, history.First, history.Last)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(document), "  \"market\": {\n")
	if !ok {
		return errors.New("no line that begins the market")
	}
	_, after, ok := strings.Cut(rest, "\n  },\n")
	if !ok {
		return errors.New("no line that ends the market")
	}
	return os.WriteFile(name, []byte(before+figures.Market()+after), 0o644)
}
