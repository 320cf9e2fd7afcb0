#!/usr/bin/env bash
# Checks the directions of imports (docs/ARCHITECTURE.md): each package may depend only on what stands left of it.
set -euo pipefail
cd "$(dirname "$0")/.."
module=$(go list -m)
status=0

# may PATTERN ALLOWED...: of this module, PATTERN's packages depend on nothing but themselves and ALLOWED (regular expressions).
may() {
  local pattern=$1 own deps bad
  shift
  own=$(go list "$pattern")
  deps=$(go list -deps "$pattern" | grep -E "^$module(/|\$)" | grep -vxF "$own" | sed "s,^$module/,,") || true
  bad=$(grep -vxE "$(IFS='|'; echo "${*:-nothing}")" <<<"$deps" | grep .) || return 0
  echo "imports against the arrow: $pattern depends on" $bad "but may use only: ${*:-nothing of this module}" >&2
  status=1
}

# never PATTERN LIBRARY WHY
never() {
  if go list -deps "$1" | grep -qE "^$2(/|\$)"; then
    echo "$1 depends on $2: $3" >&2
    status=1
  fi
}

may ./montecarlo
may ./montecarlo/...
may ./risk/margin
may ./risk/margin/venue risk/margin
may ./risk montecarlo risk/margin
may ./risk/stress risk montecarlo risk/margin
may ./web/...
may ./internal/pde
may ./internal/crash/... montecarlo/calibrate montecarlo
below_wire='montecarlo(/.*)? risk(/.*)?'
may ./internal/wire $below_wire
may ./internal/engine internal/wire $below_wire
may ./internal/backtest montecarlo montecarlo/calibrate
may ./internal/ccxt internal/wire $below_wire
may ./internal/calibration internal/wire $below_wire
may ./examples/... internal/calibration internal/wire $below_wire
may ./internal/cli internal/backtest internal/calibration internal/ccxt internal/engine internal/wire web $below_wire
may ./cmd/plimsoll internal/cli internal/backtest internal/calibration internal/ccxt internal/engine internal/wire web $below_wire
GOOS=js GOARCH=wasm may ./wasm/internal/bridge internal/wire $below_wire
GOOS=js GOARCH=wasm may ./wasm internal/engine internal/wire wasm/internal/bridge $below_wire
GOOS=js GOARCH=wasm may ./wasm/calibrate internal/calibration internal/engine internal/wire wasm/internal/bridge $below_wire

never ./montecarlo github.com/shopspring/decimal "the simulation knows floating point only"
never ./internal/engine gonum.org/v1/gonum "its results differ between platforms; it serves in tests and in fits"
for program in ./wasm ./wasm/calibrate; do
  GOOS=js GOARCH=wasm never $program gonum.org/v1/gonum "its results differ between platforms; it serves in tests"
done
GOOS=js GOARCH=wasm never ./wasm $module/montecarlo/calibrate "the page loads calibration when it is asked for, not with the engine"
exit $status
