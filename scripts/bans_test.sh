#!/usr/bin/env bash
# Checks that each ban of bans.sh fires on a file that breaks it, and none on a file that does not.
set -euo pipefail
cd "$(dirname "$0")"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
status=0

# expect WANT FILE LINE...: bans.sh on a tree that holds only FILE with these lines prints WANT; "" means it passes.
expect() {
  local want=$1 file=$root/tree/$2 got
  shift 2
  rm -rf "$root/tree"
  mkdir -p "$(dirname "$file")"
  printf '%s\n' "$@" >"$file"
  if got=$(./bans.sh "$root/tree" 2>&1); then got=""; else got=${got:-failed without a word}; fi
  if [ -z "$want" ] && [ -n "$got" ] || [[ "$got" != *"$want"* ]]; then
    echo "bans.sh on ${file#"$root/tree/"} holding '$*': got '$got', want '$want'" >&2
    status=1
  fi
}

expect "use math/rand/v2" web/a.go 'import "math/rand"'
expect "" web/a.go 'import "math/rand/v2"'
expect "no decimal there" montecarlo/a.go 'import "github.com/shopspring/decimal"'
expect "" risk/a.go 'import "github.com/shopspring/decimal"'
expect "no floating point there" risk/margin/a.go 'var x float64'
expect "no floating point there" risk/margin/venue/a.go 'x := d.InexactFloat64()'
expect "" risk/margin/a.go '// No float64 here.'
expect "" risk/margin/a_test.go 'var x float64'
expect "no randomness there" risk/margin/a.go 'import "math/rand/v2"'
expect "gonum differs" risk/a.go 'import "gonum.org/v1/gonum/mat"'
expect "" montecarlo/a_test.go 'import "gonum.org/v1/gonum/mat"'
expect "gonum differs" examples/a.go 'import "gonum.org/v1/gonum/mat"'
expect "gonum differs" montecarlo/calibrate/a.go 'import "gonum.org/v1/gonum/mat"'
expect "" internal/backtest/a.go 'import "gonum.org/v1/gonum/mat"'
expect "gonum differs" montecarlo/a.go 'import "gonum.org/v1/gonum/mat"'
expect "bits differ" montecarlo/calibrate/a.go 'y := math.Log(x)'
expect "bits differ" montecarlo/calibrate/a.go 'y := math.Log1p(x)'
expect "" montecarlo/calibrate/a.go 'y := math.Sqrt(x)'
expect "bits differ" montecarlo/a.go 'y := math.Exp(x)'
expect "bits differ" montecarlo/a.go 'y := math.Log(x)'
expect "bits differ" risk/a.go 'f := math.Erfc'
expect "" risk/a.go 'y := math.Sqrt(math.Abs(x)) * math.Log2E'
expect "" montecarlo/gen.go '//go:build ignore' 'var y = math.Exp(x)'
expect "the clock" risk/a.go 'now := time.Now()'
expect "" cmd/a.go 'now := time.Now()'
expect "syscall/js belongs" internal/a.go 'import "syscall/js"'
expect "" wasm/a.go 'import "syscall/js"'
expect "not for production" risk/a.go 'panic("not implemented")'
expect "unfinished" README.md 'A TODO is left.'
expect "unfinished" risk/a.go '// FIXME later'
expect "" web/a.ts 'const mastodon = 1'
expect "a path of one machine" docs/a.md 'see /root/x'
expect "" docs/a.md 'see ./examples/x'
expect "a registry" web/package-lock.json '"resolved": "https://registry.npmjs.org/a"'
exit $status
