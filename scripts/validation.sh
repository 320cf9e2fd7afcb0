#!/usr/bin/env bash
# Writes docs/VALIDATION.md: accuracy against known values, coverage, and the figures of `make bench` on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
scripts/bench.sh | tee build/bench.txt
accuracy=$(go run ./internal/validation)
vectors=$(go test -count=1 -v -run '^(TestVectors|TestVectors_Documents|TestAssess_BinanceLiquidationPrices)$' ./risk/margin ./risk/margin/venue)
{
	cat <<-END
		# Validation

		Written by \`make validation\` on $(date -u +%Y-%m-%d): $(go env GOVERSION) $(go env GOOS)/$(go env GOARCH), Node $(node --version). Exact margin is checked against published and observed figures in
		the tests of \`risk/margin\`; this page holds what is simulated and what is timed.

		$accuracy

		## Published and observed margins

		Worked examples, replies of exchanges and values that the venues' own tests assert, each with its source in the \`testdata\` of \`risk/margin\` and \`risk/margin/venue\`, through the Go API; each
		is held at its own tolerance, most often that of the digits published. "As documents" counts those that are also held from a scenario in JSON to the answer in JSON.

		| venue | figures | vectors | largest relative error | in | as documents |
		|---|---|---|---|---|---|
		$(awk -F '|' '/ documents \|/ {docs[$2] = $3} / vectors \|/ {n++; row[n] = $2; rest[n] = $3 "|" $4 "|" $5 "|" $6} END {for (i = 1; i <= n; i++) print "|" row[i] "|" rest[i] "|" (docs[row[i]] ? docs[row[i]] : " - ") "|"}' <<<"$vectors")

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
