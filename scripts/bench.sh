#!/usr/bin/env bash
# Prints the figures of docs/VALIDATION.md: Go natively and under WebAssembly on one core each, then the page in Node and in Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== native"
go test -run '^$' -bench . -benchmem -cpu 1 ./...
echo "== WebAssembly under $(node --version)"
GOOS=js GOARCH=wasm go test -exec "$PWD/scripts/wasm-exec.sh" -run '^$' -bench . -benchmem ./montecarlo/... ./risk/... ./internal/...
echo "== page"
CHROMIUM="$(scripts/chromium.sh)" npm --prefix web run bench
npm --prefix web run size
