package calibrate_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
)

func read(text string) (calibrate.Series, error) {
	return calibrate.Read(strings.NewReader(text), "A", "A.csv")
}

// 2024-01-01 is 1704067200 seconds after 1970 (date -ud 2024-01-01 +%s).
func TestRead_Forms(t *testing.T) {
	const first = 1704067200
	for _, tt := range []struct{ name, text string }{
		{"dates", "date,close\n2024-01-01,1\n2024-01-02,2\n2024-01-03,4.50\n"},
		{"any case, order and further columns", "Close,Volume,Date\n1,9,2024-01-01\n2,9,2024-01-02\n4.50,9,2024-01-03\n"},
		{"newest first", "date,close\n2024-01-03,4.50\n2024-01-02,2\n2024-01-01,1\n"},
		{"seconds", "unix,price\n1704067200,1\n1704153600,2\n1704240000,4.50\n"},
		{"milliseconds", "timestamp,close\n1704067200000,1\n1704153600000,2\n1704240000000,4.50\n"},
		{"microseconds", "open_time,close\n1704067200000000,1\n1704153600000000,2\n1704240000000000,4.50\n"},
		{"times with zones", "time,close\n2024-01-01T02:00:00+02:00,1\n2024-01-02T00:00:00Z,2\n2024-01-03 00:00:00,4.50\n"},
		{"a mark and Windows lines", "\ufeffdate,close\r\n2024-01-01,1\r\n2024-01-02,2\r\n2024-01-03,4.50\r\n"},
		{"quotes and blanks", "\"date\", close\n\"2024-01-01\", 1\n2024-01-02, 2\n2024-01-03, 4.50 \n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := read(tt.text)
			require.NoError(t, err)
			require.Equal(t, "A", s.Asset)
			require.Equal(t, int64(calibrate.Day), s.Interval)
			require.Equal(t, "4.50", s.Last, "as written")
			require.False(t, s.Ranges)
			require.Len(t, s.Bars, 3)
			for i, want := range []float64{1, 2, 4.5} {
				require.Equal(t, calibrate.Bar{Time: first + int64(i)*calibrate.Day, Open: want, High: want, Low: want, Close: want}, s.Bars[i])
			}
			require.Equal(t, int64(first+3*calibrate.Day), s.End())
		})
	}
}

func TestRead_Gzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte("date,open,high,low,close\n2024-01-01,1,3,1,2\n2024-01-02,2,3,1,2\n2024-01-03,2,3,1,2\n"))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	s, err := calibrate.Read(&b, "A", "A.csv.gz")
	require.NoError(t, err)
	require.True(t, s.Ranges)
	require.Equal(t, calibrate.Bar{Time: 1704067200, Open: 1, High: 3, Low: 1, Close: 2}, s.Bars[0])
	_, err = calibrate.Read(bytes.NewReader([]byte{0x1f, 0x8b, 0}), "A", "A.csv.gz")
	require.ErrorContains(t, err, "A.csv.gz: got ")
}

func TestRead_Faults(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"A.csv: got nothing, want a line of headings, then prices"}},
		{"no columns", "a,b\n1,2\n", []string{
			"A.csv:1: got a,b, want a column for the time: time, date, datetime, timestamp, open_time, open time, unix",
			"A.csv:1: got a,b, want a column for the close: close, price",
		}},
		{"a column twice", "date,time,close\n", []string{"A.csv:1 time: got a second column for the time, want one"}},
		{"half a range", "date,open,high,close\n", []string{"A.csv:1: got open and high alone, want high and low, and open where it is known, or none of them"}},
		{"everything at once", "date,close\n2024-13-01,1\n2024-01-02,-1\nx,NaN\n2024-01-04\n", []string{
			"A.csv:2 date: got 2024-13-01, want an ISO 8601 date or time, or seconds since 1970",
			"A.csv:3 close: got -1, want a positive number",
			"A.csv:4 date: got x, want an ISO 8601 date or time, or seconds since 1970",
			"A.csv:4 close: got NaN, want a positive number",
			"A.csv:5 close: got nothing, want a positive number",
		}},
		{"a range the wrong way round", "date,high,low,close\n2024-01-01,1,2,1\n2024-01-02,2,1,3\n", []string{
			"A.csv:2 high: got 1, below the low 2, want at least the low",
			"A.csv:3 close: got 3, outside the range 1 to 2, want a price between low and high",
		}},
		{"a time twice and out of order", "date,close\n2024-01-01,1\n2024-01-01,1\n2024-01-05,1\n2024-01-04,1\n2024-01-06,1\n", []string{
			"A.csv:3 date: got the time of line 2 again, want each time once",
			"A.csv:5 date: got a time out of order, want lines from the oldest to the newest, or the reverse",
		}},
		{"prices beyond reason", "date,close\n2024-01-01,1e-19\n2024-01-02,1e19\n", []string{
			"A.csv:2 close: got 1e-19, want a price from 1e-18 to 1e18", "A.csv:3 close: got 1e19, want a price from 1e-18 to 1e18",
		}},
		{"seconds and milliseconds mixed", "unix,close\n1,1\n2,1\n99999999999,1\n", []string{"A.csv: got prices over 3170 years, want a hundred years at most"}},
		{"too few", "date,close\n2024-01-01,1\n2024-01-02,1\n", []string{"A.csv: got 2 prices, want at least 3"}},
		{"no CSV", "date,close\n\"2024-01-01,1\n", []string{"A.csv:2: got extraneous or missing \" in quoted-field, want comma-separated values"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(tt.text)
			var faults calibrate.Faults
			require.ErrorAs(t, err, &faults)
			require.Equal(t, strings.Join(tt.want, "\n"), err.Error())
		})
	}
}

func TestRead_BoundsItsErrors(t *testing.T) {
	_, err := read("date,close\n" + strings.Repeat("x,1\n", 150))
	var faults calibrate.Faults
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 101)
	require.Equal(t, "50 further errors", faults[100].Got)
}

func FuzzRead(f *testing.F) {
	f.Add("date,close\n2024-01-01,1\n2024-01-02,2\n2024-01-03,4.50\n")
	f.Add("unix,open,high,low,close\n1,1,2,1,1\n2,1,2,1,1\n4,1,2,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := read(text)
		if err != nil {
			return
		}
		require.GreaterOrEqual(t, len(s.Bars), 3)
		require.Positive(t, s.Interval)
		for i, b := range s.Bars {
			require.Positive(t, b.Low)
			require.LessOrEqual(t, b.Low, b.Close)
			require.LessOrEqual(t, b.Close, b.High)
			if i > 0 {
				require.Less(t, s.Bars[i-1].Time, b.Time)
			}
		}
		s.Daily()
	})
}

// Days from hours: the second lacks its last hour, so it has no close; the third
// lacks another, and stays.
func TestSeries_Daily(t *testing.T) {
	hours := calibrate.Series{Asset: "A", Interval: calibrate.Hour, Ranges: true, Last: "72"}
	for h := range int64(72) {
		if h == 47 || h == 50 {
			continue
		}
		p := float64(h + 1)
		hours.Bars = append(hours.Bars, calibrate.Bar{Time: start + h*calibrate.Hour, Open: p, High: p + 2, Low: p / 2, Close: p})
	}
	d := hours.Daily()
	require.Equal(t, int64(calibrate.Day), d.Interval)
	require.Equal(t, []calibrate.Bar{
		{Time: start, Open: 1, High: 26, Low: 0.5, Close: 24},
		{Time: start + 2*calibrate.Day, Open: 49, High: 74, Low: 24.5, Close: 72},
	}, d.Bars)
	require.Equal(t, "72", d.Last)
	_, gaps := d.Returns()
	require.Equal(t, 1, gaps)
	require.Equal(t, d, d.Daily())
}

func TestSeries_Window(t *testing.T) {
	s := series("A", calibrate.Day, make([]float64, 9))
	w := s.Window(start+2*calibrate.Day, start+5*calibrate.Day)
	require.Len(t, w.Bars, 3)
	require.Equal(t, int64(start+2*calibrate.Day), w.Bars[0].Time)
	require.Equal(t, int64(start+5*calibrate.Day), w.End())
	require.Empty(t, w.Last)
	require.Equal(t, "1", s.Window(0, s.End()).Last)
	require.Empty(t, s.Window(0, start).Bars)
}

// Every file of the shared collection can be read.
func TestRead_Shared(t *testing.T) {
	require.Equal(t, int64(calibrate.Hour), prices(t, "BTC", "perp_mark/BTCUSDT_mark_1h.csv.gz").Interval)
	require.Equal(t, int64(calibrate.Day), prices(t, "DAI", "daily/DAI.csv").Interval)
	s := prices(t, "BTC", "hourly/BTC.csv.gz")
	require.Equal(t, "93576", s.Last)
	require.Equal(t, "2025-01-01T00:00:00Z", calibrate.FormatTime(s.End()))
}
