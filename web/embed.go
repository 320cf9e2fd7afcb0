// Package web holds the built page, for plimsoll serve.
package web

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

// dist is what `npm run build` wrote. A fresh checkout has only a placeholder
// in it, so that this package always compiles.
//
//go:embed all:dist
var dist embed.FS

// ErrNotBuilt means that the binary was compiled before the page was built.
var ErrNotBuilt = errors.New("the page is not part of this binary: build it with `make web`, then compile again")

// Dist returns the built page with index.html at its root. The error is
// ErrNotBuilt when the page had not been built when the program was compiled.
func Dist() (fs.FS, error) {
	root, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("open the built page: %w", err)
	}
	if _, err := fs.Stat(root, "index.html"); err != nil {
		return nil, ErrNotBuilt
	}
	return root, nil
}
