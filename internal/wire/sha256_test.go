package wire_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
)

// Lengths around the block and the padding; the standard library is the oracle.
func TestSHA256_AgreesWithTheStandardLibrary(t *testing.T) {
	for n := range 200 {
		text := []byte(strings.Repeat("plimsoll", 25)[:n])
		sum := sha256.Sum256(text)
		require.Equal(t, hex.EncodeToString(sum[:]), wire.SHA256Hex(text), "%d bytes", n)
	}
}
