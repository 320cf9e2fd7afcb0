#!/usr/bin/env bash
# Collects the licence texts of every module in the binary into build/THIRD_PARTY.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
out=build/THIRD_PARTY.txt

{
  (cd parquet && go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./cmd/plimsoll) | grep -v "^$(go list -m) "
  GOOS=js GOARCH=wasm go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./wasm ./wasm/calibrate
  echo "Go $(go env GOVERSION) $(go env GOROOT)"
} | sort -u | while read -r module version dir; do
  printf '==== %s %s\n\n' "$module" "$version"
  cat "$dir"/LICENSE* || { echo "no licence text in module $module" >&2; exit 1; }
  echo
done >"$out"
echo "wrote $out"
