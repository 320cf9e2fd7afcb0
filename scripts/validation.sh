#!/usr/bin/env bash
# Writes docs/VALIDATION.md: accuracy against known values, coverage, and the figures of `make bench` on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
scripts/bench.sh | tee build/bench.txt
accuracy=$(go run ./internal/validation)
{
	cat <<-END
		# Validation

		Written by \`make validation\` on $(date -u +%Y-%m-%d): $(go env GOVERSION) $(go env GOOS)/$(go env GOARCH), Node $(node --version). Exact margin is checked against published and observed figures in
		the tests of \`risk/margin\`; this page holds what is simulated and what is timed.

		$accuracy

		## Speed and size

		One core for each figure, one run on a shared machine: compare within a table, not between days. \`make bench\` prints all of them.

	END
	for part in native WebAssembly page; do
		echo "### $part"
		echo
		echo '```'
		awk -v part="$part" '/^== /{on = ($2 == part)} on && /^(Benchmark(AssetSteps|Simulate|Work|Engine|Assess)|ok  )/' build/bench.txt | grep -v '^ok  .github' | tr '\t' ' ' | tr -s ' '
		echo '```'
		echo
	done
} | sed '$d' >docs/VALIDATION.md
