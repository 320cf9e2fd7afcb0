//go:build !js

// Package calibrate_test runs the WebAssembly program of calibration in Node.
package calibrate_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/engine"
)

type (
	object = map[string]any
	file   struct {
		name    string
		content []byte
	}
)

// compile builds a command of this module and returns its path.
func compile(t *testing.T, name, source string, env, flags []string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), name)
	cmd := exec.Command("go", append(append([]string{"build"}, flags...), "-o", out, source)...)
	cmd.Env = append(os.Environ(), env...)
	text, err := cmd.CombinedOutput()
	require.NoError(t, err, string(text))
	return out
}

// series makes 400 days of hourly prices of three assets with a common factor and Student-t steps
// whose size changes from day to day: A.csv with ranges and a hole of two days, B.csv.gz of closes by milliseconds, and C.csv, listed
// 150 days later.
func series(t *testing.T) []file {
	t.Helper()
	g := rand.New(rand.NewPCG(7, 7))
	step := func() float64 { // Student's t of 4 degrees of freedom
		v := 0.0
		for range 4 {
			v += math.Pow(g.NormFloat64(), 2) / 4
		}
		return g.NormFloat64() / math.Sqrt(v)
	}
	var text [3]strings.Builder
	text[0].WriteString("Date,Open,High,Low,Close,Volume\n")
	text[1].WriteString("timestamp,close\n")
	text[2].WriteString("unix,open,high,low,price\n")
	x := [3]float64{math.Log(40_000), math.Log(2_000), math.Log(0.00002)}
	begin := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
	size := 0.004
	for hour := range 400 * 24 {
		if hour%24 == 0 {
			size = 0.004 * math.Exp(0.9*math.Log(size/0.004)+0.3*g.NormFloat64())
		}
		common := step()
		at := begin.Add(time.Duration(hour) * time.Hour)
		for i := range x {
			open := x[i]
			x[i] += size * (0.75*common + 0.66*step())
			high, low := math.Max(open, x[i])+0.001*g.Float64(), math.Min(open, x[i])-0.001*g.Float64()
			bar := fmt.Sprintf("%.10g,%.10g,%.10g,%.10g", math.Exp(open), math.Exp(high)*(1+1e-9), math.Exp(low)*(1-1e-9), math.Exp(x[i]))
			switch {
			case i == 0 && (hour < 300*24 || hour >= 302*24):
				fmt.Fprintf(&text[0], "%s,%s,1\n", at.Format(time.RFC3339), bar)
			case i == 1:
				fmt.Fprintf(&text[1], "%d,%.10g\n", at.UnixMilli(), math.Exp(x[i]))
			case i == 2 && hour >= 150*24:
				fmt.Fprintf(&text[2], "%d,%s\n", at.Unix(), bar)
			}
		}
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(text[1].String()))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return []file{{"A.csv", []byte(text[0].String())}, {"B.csv.gz", packed.Bytes()}, {"C.csv", []byte(text[2].String())}}
}

// request packs files as calibration.Answer takes them.
func request(t *testing.T, options object, files []file) []byte {
	t.Helper()
	var list []object
	var body []byte
	for _, f := range files {
		list = append(list, object{"asset": f.name[:1], "name": f.name, "bytes": len(f.content)})
		body = append(body, f.content...)
	}
	head := object{"files": list}
	for k, v := range options {
		head[k] = v
	}
	text, err := json.Marshal(head)
	require.NoError(t, err)
	return append(append(text, '\n'), body...)
}

type reply struct {
	OK   bool
	Text string
}

// run sends requests to one instance of the program and returns its replies.
func run(t *testing.T, program string, requests ...[]any) (version string, replies []reply) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	input, err := json.Marshal(requests)
	require.NoError(t, err)
	cmd := exec.Command("node", "../testdata/run.mjs", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"), program)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	var answer struct {
		Version string
		Replies []reply
	}
	require.NoError(t, json.Unmarshal(out, &answer))
	require.Len(t, answer.Replies, len(requests))
	return answer.Version, answer.Replies
}

// fuses reports whether this processor runs programs that fuse products and sums (GOAMD64=v3).
func fuses(t *testing.T) bool {
	t.Helper()
	if runtime.GOARCH != "amd64" || runtime.GOOS != "linux" {
		return false
	}
	cpu, err := os.ReadFile("/proc/cpuinfo")
	require.NoError(t, err)
	return strings.Contains(string(cpu), " fma ") && strings.Contains(string(cpu), " avx2 ")
}

// What the page calibrates is what the command line writes for the same files, to the byte: fits, errors, faults and all, also where
// the processor fuses products and sums.
func TestCalibrate_SameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the WebAssembly program: not with -short")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed: nothing to run the WebAssembly program with")
	}
	flags, err := os.ReadFile("../build.flags") // as the page is built
	require.NoError(t, err)
	program := compile(t, "calibrate.wasm", ".", []string{"GOOS=js", "GOARCH=wasm"}, strings.Split(strings.TrimSpace(string(flags)), "\n"))
	natives := []string{compile(t, "plimsoll", "../../cmd/plimsoll", nil, nil)}
	if fuses(t) {
		natives = append(natives, compile(t, "plimsoll-v3", "../../cmd/plimsoll", []string{"GOAMD64=v3"}, nil))
	}

	files := series(t)
	bad := []file{files[0], {"B.csv", []byte("date,close\n2024-01-01,1\n2024-01-0x,-2\n")}}
	var requests [][]any
	var want []string
	for _, tt := range []struct {
		options object
		args    []string
		files   []file
	}{
		{object{}, nil, files},
		{object{"model": "student-t", "correlation": "kendall", "volatility": "realised", "windowDays": 200}, []string{"--model=student-t", "--correlation=kendall", "--volatility=realised", "--window=200"}, []file{files[0], files[2]}},
		{object{"model": "gbm", "correlation": "shrink-constant", "volatility": "yang-zhang", "asOf": "2024-05-01", "fits": false}, []string{"--model=gbm", "--correlation=shrink-constant", "--volatility=yang-zhang", "--as-of=2024-05-01", "--fits=false"}, []file{files[2], files[0]}},
		{object{"correlation": "shrink-identity", "fits": false}, []string{"--correlation=shrink-identity", "--fits=false"}, files},
		{object{"correlation": "pearson", "volatility": "ewma", "fits": false}, []string{"--correlation=pearson", "--volatility=ewma", "--fits=false"}, files},
		{object{}, nil, bad},
	} {
		dir := t.TempDir()
		args := append([]string{"calibrate", "--json"}, tt.args...)
		for _, f := range tt.files {
			require.NoError(t, os.WriteFile(filepath.Join(dir, f.name), f.content, 0o600))
			args = append(args, f.name)
		}
		for i, native := range natives {
			cmd := exec.Command(native, args...)
			cmd.Dir = dir
			var out, errs bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errs
			if err := cmd.Run(); err != nil { // the errors object
				out = errs
			}
			if i == 0 {
				want = append(want, out.String())
			}
			require.Equal(t, want[len(want)-1], out.String(), "GOAMD64=v3")
		}
		var sent []int // bytes that are no UTF-8 cannot go as text
		for _, b := range request(t, tt.options, tt.files) {
			sent = append(sent, int(b))
		}
		requests = append(requests, []any{"call", "calibrate", object{"raw": sent}})
	}
	requests = append(requests,
		[]any{"call", "simulate", object{"bytes": "{}"}},
		[]any{"call", "calibrate"},
		[]any{"call", "calibrate", object{"bytes": ""}},
		[]any{"call", "calibrate", object{"bytes": `{"files": [{"asset": "A", "name": "A.csv", "bytes": 5}]}` + "\nx"}},
	)
	version, replies := run(t, program, requests...)
	require.Equal(t, engine.Version, version)
	for i := range want {
		require.Equal(t, i < len(want)-1, replies[i].OK, replies[i].Text)
		require.Equal(t, want[i], replies[i].Text)
	}
	require.Contains(t, want[0], `"garchT"`)
	require.Contains(t, want[len(want)-1], `"path": "B.csv:3 date"`)
	for i, says := range []string{"no verb", "1 arguments", "document", "files[0].bytes"} {
		require.False(t, replies[len(want)+i].OK)
		require.Contains(t, replies[len(want)+i].Text, says)
	}
}
