// Command gen derives the parameters of past crashes and writes them to risk/stress/data:
//
//	go run ./internal/crash/gen -data DIR
//
// from the folder of the module. See package crash for what DIR holds.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/plimsoll-risk/plimsoll/internal/crash"
)

func main() {
	dir := flag.String("data", "", "folder of hourly prices and calibration.json")
	flag.Parse()
	if err := run(*dir, filepath.Join("risk", "stress", "data")); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	events, markets, err := crash.Text(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "events.txt"), []byte(events), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "markets.txt"), []byte(markets), 0o644)
}
