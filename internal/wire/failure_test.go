package wire_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestNewFailure(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"input", fmt.Errorf("wrapped: %w", margin.Errors{{Path: "a", Got: "b", Want: "c"}}), `{"errors":[{"path":"a","got":"b","want":"c"}]}`},
		{"other", fmt.Errorf("no luck"), `{"error":"no luck"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := wire.Encode(wire.NewFailure(tt.err))
			require.NoError(t, err)
			require.Equal(t, tt.want, compact(t, got))
		})
	}
}
