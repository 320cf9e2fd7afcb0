package calibration_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/calibration"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// closes makes n days of closes that go up and down by a tenth in turn, from 2024-01-01.
func closes(n int) string {
	var b strings.Builder
	b.WriteString("date,close\n")
	for i := range n {
		fmt.Fprintf(&b, "%s,%g\n", time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), math.Round(100*math.Pow(1.1, float64(i%2))))
	}
	return b.String()
}

// ask answers a request whose files are named after their assets and hold text.
func ask(options string, files ...string) (string, error) {
	var list, body []string
	for i, text := range files {
		list = append(list, fmt.Sprintf(`{"asset": "%c", "name": "%c.csv", "bytes": %d}`, 'A'+i, 'A'+i, len(text)))
		body = append(body, text)
	}
	answer, err := calibration.Answer([]byte(`{"files": [` + strings.Join(list, ", ") + `]` + options + "}\n" + strings.Join(body, "")))
	return string(answer), err
}

// A day's return is ln 1.1 up and down in turn: over an even number the sample variance is n/(n-1) (ln 1.1)^2.
func TestAnswer(t *testing.T) {
	answer, err := ask(`, "model": "gbm", "fits": false, "windowDays": 40`, closes(41))
	require.NoError(t, err)
	require.Contains(t, answer, fmt.Sprintf(`"A": %.6g`, math.Log(1.1)*math.Sqrt(365*40./39)))
	require.Contains(t, answer, `"A": "100"`)
	require.Contains(t, answer, `"asOf": "2024-02-11T00:00:00Z"`)
	require.Contains(t, answer, `"from": "2024-01-01T00:00:00Z"`)
	require.Contains(t, answer, `"to": "2024-02-11T00:00:00Z"`)
	require.NotContains(t, answer, "studentT")
}

// Whatever is wrong is said at once, by the fields of the request or by file, line and column.
func TestAnswer_Faults(t *testing.T) {
	good := closes(41)
	one := func(member string) string {
		return `{"files": [{"asset": "A", "name": "A.csv", "bytes": ` + fmt.Sprint(len(good)) + member
	}
	for _, tt := range []struct{ name, request, want string }{
		{"nothing", "", "document: got nothing"},
		{"no files", `{"files": []}`, "files: got none"},
		{"unknown field", one(`}], "windwo": 3}`) + "\n" + good, "windwo: got an unknown field"},
		{"options", one(`}], "windowDays": 5, "asOf": "soon"}`) + "\n" + good, "windowDays: got 5, want a number from 30 to 36500\nasOf: got soon"},
		{"a word", one(`}], "model": "garch"}`) + "\n" + good, "model: got garch, want one of vol-mixture, gbm, student-t"},
		{"no name of an asset", `{"files": [{"asset": "BTC-USD", "name": "x", "bytes": 0}]}`, "files[0].asset: got BTC-USD"},
		{"an asset twice", `{"files": [{"asset": "A", "name": "x", "bytes": 0}, {"asset": "A", "name": "y", "bytes": 0}]}`, "files[1].asset: got A a second time"},
		{"too few bytes", one(`}]}`) + "\n" + good[1:], "files[0].bytes"},
		{"negative bytes", `{"files": [{"asset": "A", "name": "x", "bytes": -1}]}`, "files[0].bytes"},
		{"too many bytes", one(`}]}`) + "\n" + good + "more", "4 bytes more"},
		{"short history", one(`}]}`) + "\n" + good, "A.csv: got A has too few days: recipe daily needs 90, want enough history, or model gbm"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := calibration.Answer([]byte(tt.request))
			require.ErrorAs(t, err, new(margin.Errors))
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := ask("", "date,close\n2024-01-01,x\n", "time\n")
	require.ErrorContains(t, err, "A.csv:2 close: got x, want a positive number\nB.csv:1: got time, want a column for the close: close, price")
	_, err = ask(`, "model": "gbm"`, closes(41), closes(30))
	require.ErrorContains(t, err, "B.csv: got prices that end at 2024-01-31T00:00:00Z, want prices up to 2024-02-11T00:00:00Z, or an earlier time of the market")
}

func TestAssetOf(t *testing.T) {
	for file, want := range map[string]string{"BTC.csv": "BTC", "a/b/ETH.csv.gz": "ETH", `C:\prices\SOL.csv`: "SOL", "DOGE": "DOGE", "btc-usd.csv": "", "": "", ".csv": ""} {
		asset, ok := calibration.AssetOf(file)
		require.Equal(t, want != "", ok, file)
		if ok {
			require.Equal(t, want, asset)
		}
	}
}
