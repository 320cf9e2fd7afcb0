package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/plimsoll-risk/plimsoll/web"
)

// contentSecurityPolicy is what the page must work under. It allows nothing from
// elsewhere and no inline code; 'wasm-unsafe-eval' only lets WebAssembly compile.
const contentSecurityPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
	"connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; " +
	"base-uri 'none'; form-action 'none'"

func newServe(c *console) *cobra.Command {
	var host, port string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the page on this machine",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("port") && os.Getenv("PORT") != "" {
				port = os.Getenv("PORT")
			}
			if n, err := strconv.ParseUint(port, 10, 16); err != nil {
				return fmt.Errorf("--port: got %q, want a number from 0 to 65535", port)
			} else {
				port = strconv.FormatUint(n, 10)
			}
			page, err := web.Dist()
			if err != nil {
				return fail(err)
			}
			return fail(c.serve(cmd.Context(), page, host, port))
		},
	}
	cmd.Flags().StringVar(&host, "host", "127.0.0.1", "address to listen on")
	cmd.Flags().StringVar(&port, "port", "8080", "port to listen on, 0 for any that is free; the environment variable PORT sets it too")
	return cmd
}

// serve answers requests for the page until ctx ends.
func (c *console) serve(ctx context.Context, page fs.FS, host, port string) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %s is taken: choose another with --port or PORT", port)
	}
	if err != nil {
		return fmt.Errorf("listen on %s: %w", net.JoinHostPort(host, port), err)
	}
	server := &http.Server{Handler: newPage(page), ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		soon, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		stopped <- server.Shutdown(soon)
	})
	fmt.Fprintf(c.out, "Plimsoll is at %s (Ctrl-C stops it)\n", address(host, listener.Addr()))
	if where := exposed(listener.Addr()); where != "" {
		fmt.Fprintf(c.err, "plimsoll: other machines can reach this page at port %d of %s; without --host only this machine can\n",
			listener.Addr().(*net.TCPAddr).Port, where)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// address returns a URL of the page for people: this machine's own where all
// its addresses are listened on.
func address(host string, a net.Addr) string {
	_, port, _ := net.SplitHostPort(a.String())
	ip := net.ParseIP(host)
	if host == "" || ip.IsUnspecified() || ip.Equal(net.IPv4(127, 0, 0, 1)) || ip.Equal(net.IPv6loopback) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// exposed says on which address other machines reach a listener, or nothing if
// it is on the loopback interface.
func exposed(a net.Addr) string {
	switch ip := a.(*net.TCPAddr).IP; {
	case ip.IsLoopback():
		return ""
	case ip.IsUnspecified():
		return "every address of this machine"
	default:
		return ip.String()
	}
}

// contentTypes are set here because those of the system's MIME table differ from
// machine to machine, and a browser compiles WebAssembly and runs modules only
// under the right type.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// hidden reports whether a file or a folder on the way to it begins with a dot.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.Contains(name, "/.") }

// newPage returns a handler of the files of a page, without listings and without
// files that begin with a dot.
func newPage(page fs.FS) http.Handler {
	files := http.FileServerFS(page)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		// A new build must be seen at once; nothing is saved by a cache on the same machine.
		h.Set("Cache-Control", "no-cache")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" {
			name = "index.html"
		}
		if info, err := fs.Stat(page, name); err != nil || info.IsDir() || hidden(name) {
			http.NotFound(w, r)
			return
		}
		if t, ok := contentTypes[path.Ext(name)]; ok {
			h.Set("Content-Type", t)
		}
		files.ServeHTTP(w, r)
	})
}
