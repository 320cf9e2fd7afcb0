package wire_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

func TestDidYouMean(t *testing.T) {
	options := []string{"leverage", "margin", "marginMode", "size"}
	for word, want := range map[string]string{
		"levrage": "leverage", "Leverage": "leverage", "margin_mode": "marginMode", "szie": "size", "siz": "size",
		"quantity": "", "": "", strings.Repeat("x", 1000): "",
	} {
		if want != "" {
			want = " (did you mean " + want + "?)"
		}
		require.Equal(t, want, wire.DidYouMean(word, options), word)
	}
}
