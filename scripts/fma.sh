#!/usr/bin/env bash
# Fails if the arm64 compiler fuses a multiplication and an addition in a package whose bits must
# be the same everywhere: some product lacks its float64() conversion.
set -euo pipefail
cd "$(dirname "$0")/.."
found=$(GOARCH=arm64 go build -gcflags=-S ./montecarlo ./montecarlo/calibrate ./internal/calibration ./risk 2>&1 | grep -E '\b(FMADD|FMSUB|FNMADD|FNMSUB)[DS]?\b' | grep -oE '\([^()]*\.go:[0-9]+\)' | sort -u || true)
if [ -n "$found" ]; then
	echo "fused multiply-add: round these products with float64():" >&2
	echo "$found" >&2
	exit 1
fi
