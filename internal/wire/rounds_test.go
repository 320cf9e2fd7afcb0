package wire_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

func TestDecode_Rounds(t *testing.T) {
	in, err := wire.DecodeSimulation(edited(t, `"paths": 4096`, `"paths": 4096, "targetStdErr": 0.001, "maxPaths": 65536, "replicates": 32`), wire.Overrides{})
	require.NoError(t, err)
	require.Equal(t, 0.001, in.Simulation.TargetStdErr)
	require.Equal(t, 65536, in.Simulation.MaxPaths)
	require.Equal(t, 32, in.Simulation.Replicates)

	const want = "a number above 0, or nothing for the default"
	_, err = wire.DecodeSimulation(edited(t, `"paths": 4096`, `"targetStdErr": 0, "maxPaths": 0, "replicates": 0`), wire.Overrides{})
	require.Equal(t, margin.Errors{
		{Path: "simulation.replicates", Got: "0", Want: want},
		{Path: "simulation.targetStdErr", Got: "0", Want: want},
		{Path: "simulation.maxPaths", Got: "0", Want: want},
	}, err)
}
