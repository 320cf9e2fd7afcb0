#!/usr/bin/env bash
# Generates everything anew and fails where a committed file differs from what its generator makes.
set -euo pipefail
cd "$(dirname "$0")/.."

fingerprints() {
  find . -type f \( -name '*.go' -o -name '*.ts' -o -name '*.json' -o -name '*.csv' \) \
    -not -path './.git/*' -not -path './web/node_modules/*' -not -path './web/dist/*' -not -path './build/*' \
    -exec cksum {} + | sort -k 3
}

before=$(fingerprints)
go generate ./...
if ! changed=$(diff <(echo "$before") <(fingerprints)); then
  echo "generated files were out of date (they are right now; review and commit them):" >&2
  awk '/^[<>]/ { print "  " $NF }' <<<"$changed" | sort -u >&2
  exit 1
fi
