// Package examples_test checks the example portfolios as documents. What the
// engine makes of them is pinned by the golden tests.
package examples_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/examples/internal/history"
	"github.com/plimsoll-risk/plimsoll/internal/cli"
	"github.com/plimsoll-risk/plimsoll/risk/margin/venue"
)

type document struct {
	Title   string
	Notes   []string
	Account struct {
		Venue string
		Rules struct{ AsOf string }
	}
	Market struct {
		Model       struct{ Kind string }
		Correlation struct{ Assets []string }
	}
	Simulation struct{ Seed string }
}

func TestExamples_Documents(t *testing.T) {
	var names []string
	venues := map[string]bool{}
	for _, file := range files(t) {
		names = append(names, strings.TrimSuffix(file, ".json"))
		t.Run(file, func(t *testing.T) {
			_, d := read(t, file)
			require.NotEmpty(t, d.Title)
			notes := strings.Join(d.Notes, "\n")
			require.Contains(t, notes, "daily closes", "the notes say from what the figures come")
			require.Contains(t, notes, "365 days to 2024-12-31", "the notes say from which window")
			if d.Account.Venue == "binance-usdm" {
				require.Contains(t, notes, "Maintenance brackets: the binance-usdm preset as of 2026-05-01")
			} else {
				require.Contains(t, notes, "Rules: the "+d.Account.Venue+" preset as of "+d.Account.Rules.AsOf)
			}
			venues[d.Account.Venue] = true
			if slices.Contains(d.Market.Correlation.Assets, "WIF") {
				require.Contains(t, notes, "begin on 2024-03-06", "the notes name the shorter window of WIF")
			}
			require.Equal(t, "gbm", d.Market.Model.Kind, "the model is pinned, whatever the default is")
			require.Equal(t, "1", d.Simulation.Seed)
		})
	}
	require.Subset(t, names, []string{"blue-chip-cross", "defi-cross", "hedged-pair", "hybrid", "memecoins-isolated"})
	require.ElementsMatch(t, venue.Names(), slices.Collect(maps.Keys(venues)), "an example of each venue")
}

// The figures in the files are those that the generator computes from the
// prices, to the byte. The prices are not part of the project.
func TestExamples_FiguresReproduce(t *testing.T) {
	dir := dailyPrices(t)
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			text, d := read(t, file)
			c, err := history.Compute(dir, d.Market.Correlation.Assets, history.First, history.Last)
			require.NoError(t, err)
			require.Contains(t, text, history.Market(c.Market, d.Market.Correlation.Assets))
		})
	}
}

// The command that an example names writes its market.
func TestExamples_CommandReproduces(t *testing.T) {
	dir := dailyPrices(t)
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			text, d := read(t, file)
			require.Contains(t, d.Notes, history.Note(d.Market.Correlation.Assets))
			t.Chdir(dir)
			var out, errs bytes.Buffer
			args := strings.Fields(history.Command(d.Market.Correlation.Assets))[1:]
			require.Zero(t, cli.Run(args, nil, &out, &errs, nil), errs.String())
			var answer, example struct{ Market json.RawMessage }
			require.NoError(t, json.Unmarshal(out.Bytes(), &answer))
			require.NoError(t, json.Unmarshal([]byte(text), &example))
			require.JSONEq(t, string(answer.Market), string(example.Market))
		})
	}
}

// dailyPrices returns the folder of daily prices, or skips the test where there
// is none. PLIMSOLL_SHARED names the folder above data/; set, it must exist.
func dailyPrices(t *testing.T) string {
	t.Helper()
	shared, set := os.LookupEnv("PLIMSOLL_SHARED")
	if !set {
		shared = filepath.Join("..", "..", "shared")
	}
	dir, err := filepath.Abs(filepath.Join(shared, "data", "daily"))
	require.NoError(t, err)
	if _, err := os.Stat(dir); err != nil {
		if set {
			t.Fatalf("PLIMSOLL_SHARED: %v", err)
		}
		t.Skip("no price history: set PLIMSOLL_SHARED to the folder that holds data/daily")
	}
	return dir
}

func files(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("*.json")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	return names
}

func read(t *testing.T, file string) (text string, d document) {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &d))
	return string(b), d
}
