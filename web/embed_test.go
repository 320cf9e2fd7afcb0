package web_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/web"
)

func TestDist(t *testing.T) {
	root, err := web.Dist()
	if err != nil {
		require.ErrorIs(t, err, web.ErrNotBuilt)
		return
	}
	page, err := fs.ReadFile(root, "index.html")
	require.NoError(t, err)
	require.Contains(t, string(page), "<title>Plimsoll")
}
