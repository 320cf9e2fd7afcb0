//go:build !js

package cli

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

var page = fstest.MapFS{
	"index.html":           {Data: []byte("<!doctype html><title>Plimsoll</title>")},
	"favicon.svg":          {Data: []byte("<svg/>")},
	"assets/worker.js":     {Data: []byte("export {};")},
	"assets/page.css":      {Data: []byte("body{}")},
	"assets/plimsoll.wasm": {Data: []byte("\x00asm")},
	".keep":                {Data: []byte("")},
	".git/config":          {Data: []byte("")},
	"assets/.hidden.js":    {Data: []byte("")},
}

// The policy is spelled out again, as the design has it.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

func TestPage(t *testing.T) {
	for _, tt := range []struct {
		name, method, path string
		status             int
		contentType        string
	}{
		{"root", "GET", "/", 200, "text/html; charset=utf-8"},
		{"script", "GET", "/assets/worker.js", 200, "text/javascript; charset=utf-8"},
		{"engine", "GET", "/assets/plimsoll.wasm", 200, "application/wasm"},
		{"style", "GET", "/assets/page.css", 200, "text/css; charset=utf-8"},
		{"picture", "GET", "/favicon.svg", 200, "image/svg+xml"},
		{"headers only", "HEAD", "/", 200, "text/html; charset=utf-8"},
		{"no such file", "GET", "/nothing.wasm", 404, "text/plain; charset=utf-8"},
		{"no listing", "GET", "/assets/", 404, "text/plain; charset=utf-8"},
		{"hidden file", "GET", "/.keep", 404, "text/plain; charset=utf-8"},
		{"file in a hidden folder", "GET", "/.git/config", 404, "text/plain; charset=utf-8"},
		{"hidden file in a folder", "GET", "/assets/.hidden.js", 404, "text/plain; charset=utf-8"},
		{"outside", "GET", "/../serve.go", 404, "text/plain; charset=utf-8"},
		{"writing", "POST", "/", 405, "text/plain; charset=utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			newPage(page).ServeHTTP(w, httptest.NewRequest(tt.method, tt.path, nil))
			require.Equal(t, tt.status, w.Code)
			h := w.Header()
			require.Equal(t, tt.contentType, h.Get("Content-Type"))
			require.Equal(t, policy, h.Get("Content-Security-Policy"))
			require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
			require.Equal(t, "DENY", h.Get("X-Frame-Options"))
			require.Equal(t, "no-referrer", h.Get("Referrer-Policy"))
			require.Equal(t, "same-origin", h.Get("Cross-Origin-Resource-Policy"))
			if tt.status == http.StatusOK {
				require.Equal(t, "no-cache", h.Get("Cache-Control"))
			}
		})
	}
}

// A buffer that one goroutine writes and another reads.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var out, said buffer
	c := &console{out: &out, err: &said}
	ended := make(chan error, 1)
	go func() { ended <- c.serve(ctx, page, "127.0.0.1", "0") }()

	address := regexp.MustCompile(`^Plimsoll is at (http://localhost:(\d+)) `)
	require.Eventually(t, func() bool { return address.MatchString(out.String()) }, 10*time.Second, time.Millisecond)
	match := address.FindStringSubmatch(out.String())
	answer, err := http.Get(strings.Replace(match[1], "localhost", "127.0.0.1", 1))
	require.NoError(t, err)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Contains(t, string(body), "<title>Plimsoll</title>")
	require.Empty(t, said.String(), "nobody else can reach it")

	taken := (&console{out: io.Discard}).serve(ctx, page, "127.0.0.1", match[2])
	require.EqualError(t, taken, "port "+match[2]+" is taken: choose another with --port or PORT")

	stop()
	require.NoError(t, <-ended)
}

// Whoever opens the page to other machines is told so.
func TestServe_EveryAddress(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var out, said buffer
	c := &console{out: &out, err: &said}
	ended := make(chan error, 1)
	go func() { ended <- c.serve(ctx, page, "0.0.0.0", "0") }()
	warning := regexp.MustCompile(`^plimsoll: other machines can reach this page at port \d+ of every address of this machine; without --host only this machine can\n$`)
	require.Eventually(t, func() bool { return warning.MatchString(said.String()) }, 10*time.Second, time.Millisecond)
	require.Regexp(t, `^Plimsoll is at http://localhost:\d+ `, out.String())
	stop()
	require.NoError(t, <-ended)
}

func TestAddress(t *testing.T) {
	for _, tt := range []struct{ host, listens, address, exposed string }{
		{"127.0.0.1", "127.0.0.1", "http://localhost:80", ""},
		{"localhost", "127.0.0.1", "http://localhost:80", ""},
		{"127.0.0.2", "127.0.0.2", "http://127.0.0.2:80", ""},
		{"::1", "::1", "http://localhost:80", ""},
		{"", "::", "http://localhost:80", "every address of this machine"},
		{"0.0.0.0", "0.0.0.0", "http://localhost:80", "every address of this machine"},
		{"192.168.1.2", "192.168.1.2", "http://192.168.1.2:80", "192.168.1.2"},
		{"fe80::1", "fe80::1", "http://[fe80::1]:80", "fe80::1"},
		{"box.example", "192.168.1.2", "http://box.example:80", "192.168.1.2"},
	} {
		t.Run(tt.host, func(t *testing.T) {
			at := &net.TCPAddr{IP: net.ParseIP(tt.listens), Port: 80}
			require.Equal(t, tt.address, address(tt.host, at))
			require.Equal(t, tt.exposed, exposed(at))
		})
	}
}
