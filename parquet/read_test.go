package parquet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/cli"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	plimsoll "github.com/plimsoll-risk/plimsoll/parquet"
)

// A bar is one row of an invented history, prices in units of 1e-6.
type bar struct {
	at                     time.Time
	open, high, low, close int64
}

// history invents n bars.
func history(n int, interval time.Duration) []bar {
	g := rand.New(rand.NewPCG(3, 3))
	x, list := 100.0, make([]bar, n)
	begin := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	units := func(x float64) int64 { return int64(math.Round(x * 1e6)) }
	for i := range list {
		open := x
		x *= math.Exp(0.05 * math.Sqrt(interval.Hours()/24) * g.NormFloat64())
		list[i] = bar{begin.Add(time.Duration(i) * interval), units(open), units(math.Max(open, x) * 1.001), units(math.Min(open, x) * 0.999), units(x)}
	}
	return list
}

// text writes a price in units of 1e-6.
func text(units int64) string { return big.NewRat(units, 1e6).FloatString(6) }

func number(units int64) float64 {
	x, _ := strconv.ParseFloat(text(units), 64)
	return x
}

// csvOf writes a history as CSV.
func csvOf(list []bar) []byte {
	var b strings.Builder
	b.WriteString("time,open,high,low,close\n")
	for _, r := range list {
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s\n", r.at.Format(time.RFC3339), text(r.open), text(r.high), text(r.low), text(r.close))
	}
	return []byte(b.String())
}

// write makes a Parquet file of rows, in groups of a few hundred.
func write[T any](t *testing.T, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, append(options, parquet.MaxRowsPerRowGroup(300))...)
	_, err := w.Write(rows)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// each makes a row of every bar.
func each[T any](list []bar, f func(bar) T) []T {
	rows := make([]T, len(list))
	for i, r := range list {
		rows[i] = f(r)
	}
	return rows
}

// ask runs a command on a file of prices of asset A, whatever its kind.
func ask(t *testing.T, content []byte, args ...string) (code int, out, errs string) {
	t.Helper()
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("prices", content, 0o600))
	var stdout, stderr bytes.Buffer
	code = cli.Run(append(args, "A=prices"), nil, &stdout, &stderr, plimsoll.Read)
	return code, stdout.String(), stderr.String()
}

type (
	milliseconds struct {
		Volume    float64
		Timestamp int64   `parquet:"timestamp,timestamp(millisecond)"`
		Open      float64 `parquet:"Open"`
		High      float64 `parquet:"High"`
		Low       float64 `parquet:"Low"`
		Close     float64 `parquet:"Close,zstd"`
	}
	decimals struct {
		Time  int64 `parquet:"open_time,timestamp(microsecond)"`
		Close int64 `parquet:"close,decimal(6:18),snappy"`
		Open  int64 `parquet:"open,decimal(6:18)"`
		High  int64 `parquet:"high,decimal(6:18)"`
		Low   int64 `parquet:"low,decimal(6:18)"`
	}
	texts struct {
		Tags  []string
		Date  string  `parquet:"date,dict"`
		Open  string  `parquet:"open"`
		High  *string `parquet:"high"`
		Low   string  `parquet:"low,gzip"`
		Close string  `parquet:"close"`
	}
	counts struct {
		Unix  int64    `parquet:"unix,delta"`
		Open  float64  `parquet:"open,split"`
		High  float64  `parquet:"high"`
		Low   float64  `parquet:"low"`
		Close *float64 `parquet:"close"`
	}
	nanoseconds struct {
		Time  int64   `parquet:"time,timestamp(nanosecond)"`
		Open  float64 `parquet:"open"`
		High  float64 `parquet:"high"`
		Low   float64 `parquet:"low"`
		Price float64 `parquet:"price"`
	}
	julian struct {
		Time  deprecated.Int96 `parquet:"time"`
		Open  float64          `parquet:"open"`
		High  float64          `parquet:"high"`
		Low   float64          `parquet:"low"`
		Close float64          `parquet:"close"`
	}
	dates struct {
		Date  int32    `parquet:"date,date"`
		Close [12]byte `parquet:"close,decimal(6:28)"`
		Open  int32    `parquet:"open,decimal(6:9)"`
		High  [12]byte `parquet:"high,decimal(6:28)"`
		Low   float64  `parquet:"low"`
	}
)

// wide writes units as twelve bytes, big-endian.
func wide(units int64) (b [12]byte) {
	big.NewInt(units).FillBytes(b[:])
	return b
}

// A Parquet file gives the calibration that the same prices give as CSV, to the byte, whatever types its columns have.
func TestRead_SameAsCSV(t *testing.T) {
	hourly, daily := history(200*24, time.Hour), history(400, 24*time.Hour)
	for i := range daily { // so that an int32 holds them
		daily[i].open = min(daily[i].open, math.MaxInt32)
		daily[i].low = min(daily[i].low, daily[i].open)
	}
	for _, tt := range []struct {
		name    string
		prices  []bar
		parquet []byte
	}{
		{"timestamps in ms, doubles, zstd", hourly, write(t, each(hourly, func(r bar) milliseconds {
			return milliseconds{1, r.at.UnixMilli(), number(r.open), number(r.high), number(r.low), number(r.close)}
		}))},
		{"timestamps in us, decimals of int64, snappy", hourly, write(t, each(hourly, func(r bar) decimals {
			return decimals{r.at.UnixMicro(), r.close, r.open, r.high, r.low}
		}))},
		{"timestamps in ns", hourly, write(t, each(hourly, func(r bar) nanoseconds {
			return nanoseconds{r.at.UnixNano(), number(r.open), number(r.high), number(r.low), number(r.close)}
		}))},
		{"text, gzip, a list beside", hourly, write(t, each(hourly, func(r bar) texts {
			high := text(r.high)
			return texts{[]string{"x", "y"}, r.at.Format(time.RFC3339), text(r.open), &high, text(r.low), text(r.close)}
		}))},
		{"int64 of milliseconds, optional doubles, data pages of version 2", hourly, write(t, each(hourly, func(r bar) counts {
			last := number(r.close)
			return counts{r.at.UnixMilli(), number(r.open), number(r.high), number(r.low), &last}
		}), parquet.DataPageVersion(2))},
		{"int64 of seconds, the newest first", hourly, write(t, each(reversed(hourly), func(r bar) counts {
			last := number(r.close)
			return counts{r.at.Unix(), number(r.open), number(r.high), number(r.low), &last}
		}))},
		{"int96", hourly, write(t, each(hourly, func(r bar) julian {
			of := uint64(r.at.Unix()%86400) * 1e9
			return julian{deprecated.Int96{uint32(of), uint32(of >> 32), uint32(r.at.Unix()/86400 + 2440588)}, number(r.open), number(r.high), number(r.low), number(r.close)}
		}))},
		{"dates, decimals of int32 and bytes", daily, write(t, each(daily, func(r bar) dates {
			return dates{int32(r.at.Unix() / 86400), wide(r.close), int32(r.open), wide(r.high), number(r.low)}
		}))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, want, errs := ask(t, csvOf(tt.prices), "calibrate", "--json")
			require.Zero(t, code, errs)
			require.Contains(t, want, `"volatilityTerm"`)
			code, got, errs := ask(t, tt.parquet, "calibrate", "--json")
			require.Zero(t, code, errs)
			require.Equal(t, want, got)
		})
	}
}

func reversed(list []bar) []bar {
	back := make([]bar, len(list))
	for i, r := range list {
		back[len(list)-1-i] = r
	}
	return back
}

// A float of 32 bits is the decimal that it was written from.
func TestRead_Float32(t *testing.T) {
	type row struct {
		Date  string  `parquet:"date"`
		Close float32 `parquet:"close"`
	}
	content := write(t, []row{{"2024-01-01", 0.1}, {"2024-01-02", 0.3}, {"2024-01-03", 12345.678}})
	s, err := plimsoll.Read(bytes.NewReader(content), int64(len(content)), "A", "A.parquet")
	require.NoError(t, err)
	require.Equal(t, []float64{0.1, 0.3, 12345.678}, []float64{s.Bars[0].Close, s.Bars[1].Close, s.Bars[2].Close})
	require.Equal(t, "12345.678", s.Last)
	require.False(t, s.Ranges)
}

// backtest takes the same files.
func TestBacktest_SameAsCSV(t *testing.T) {
	daily := history(500, 24*time.Hour)
	args := []string{"backtest", "--json", "--models", "gbm-365,raw", "--horizons", "7", "--every", "10", "--workers", "1"}
	code, want, errs := ask(t, csvOf(daily), args...)
	require.Zero(t, code, errs)
	code, got, errs := ask(t, write(t, each(daily, func(r bar) milliseconds {
		return milliseconds{1, r.at.UnixMilli(), number(r.open), number(r.high), number(r.low), number(r.close)}
	})), args...)
	require.Zero(t, code, errs)
	require.Equal(t, want, got)
}

// What is wrong is named by column and type, or by row and column, all at once.
func TestRead_Faults(t *testing.T) {
	type badTypes struct {
		Time  float64            `parquet:"time"`
		Open  bool               `parquet:"open"`
		High  []float64          `parquet:"high"`
		Low   struct{ A, B int } `parquet:"low"`
		Close int64              `parquet:"close,timestamp(millisecond)"`
	}
	type dateClose struct {
		Date  int32    `parquet:"date,date"`
		Close *float64 `parquet:"close"`
	}
	one, bad := 1.0, -2.0
	good := write(t, []dateClose{{19000, &one}, {19001, &one}, {19002, &one}})
	for _, tt := range []struct {
		name    string
		content []byte
		want    []string
	}{
		{"types", write(t, []badTypes{{}}), []string{
			"A.parquet time: got type DOUBLE, want DATE, TIMESTAMP, STRING, INT32, INT64 or INT96",
			"A.parquet open: got type BOOLEAN, want FLOAT, DOUBLE, DECIMAL, INT32, INT64 or STRING",
			"A.parquet high: got type a list, want FLOAT",
			"A.parquet low: got type a group of columns, want FLOAT",
			"A.parquet close: got type TIMESTAMP(isAdjustedToUTC=true,unit=MILLIS), want FLOAT",
		}},
		{"values", write(t, []dateClose{{19000, &one}, {19001, &bad}, {19001, nil}, {-5, &one}}), []string{
			"A.parquet:2 close: got -2, want a positive number", "A.parquet:3 close: got nothing, want a positive number",
			"A.parquet:4 date: got 1969-12-27, want an ISO 8601 date",
		}},
		{"a time twice", write(t, []dateClose{{19000, &one}, {19001, &one}, {19001, &one}}), []string{"A.parquet:3 date: got the time of line 2 again"}},
		{"no columns", write(t, []struct{ A, B int }{{1, 2}}), []string{"A.parquet: got A,B, want a column for the time", "A.parquet: got A,B, want a column for the close"}},
		{"no rows", write(t, []dateClose{}), []string{"A.parquet: got 0 prices, want at least 3"}},
		{"cut short", good[:len(good)-9], []string{"A.parquet: got ", "want a Parquet file that can be read"}},
		{"nothing but its mark", []byte("PAR1"), []string{"want a Parquet file that can be read"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := plimsoll.Read(bytes.NewReader(tt.content), int64(len(tt.content)), "A", "A.parquet")
			var faults calibrate.Faults
			require.ErrorAs(t, err, &faults)
			for _, want := range tt.want {
				require.ErrorContains(t, err, want)
			}
		})
	}
	code, out, errs := ask(t, write(t, []badTypes{{}}), "calibrate", "--json")
	require.Equal(t, 2, code)
	require.Empty(t, out)
	var document struct{ Errors []struct{ Path string } }
	require.NoError(t, json.Unmarshal([]byte(errs), &document))
	require.Len(t, document.Errors, 5)
	require.Equal(t, "prices time", document.Errors[0].Path)
}

// Whatever bytes are damaged, there are prices or faults, and no panic.
func TestRead_Damaged(t *testing.T) {
	content := write(t, each(history(50, 24*time.Hour), func(r bar) milliseconds {
		return milliseconds{1, r.at.UnixMilli(), number(r.open), number(r.high), number(r.low), number(r.close)}
	}))
	g := rand.New(rand.NewPCG(9, 9))
	for range 2000 {
		damaged := bytes.Clone(content)
		for range 1 + g.IntN(3) {
			damaged[g.IntN(len(damaged))] ^= byte(1 << g.IntN(8))
		}
		if _, err := plimsoll.Read(bytes.NewReader(damaged), int64(len(damaged)), "A", "A.parquet"); err != nil {
			var faults calibrate.Faults
			require.ErrorAs(t, err, &faults)
		}
	}
}
