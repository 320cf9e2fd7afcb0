#!/usr/bin/env bash
# Runs a Go WebAssembly test program under Node. Go's loader refuses a large environment, so only what tests need is passed on.
set -euo pipefail
exec env -i PATH="$PATH" HOME="${HOME:-/}" TMPDIR="${TMPDIR:-/tmp}" \
  ${PLIMSOLL_SHARED:+PLIMSOLL_SHARED="$PLIMSOLL_SHARED"} \
  "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" "$@"
