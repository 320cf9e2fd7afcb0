#!/usr/bin/env bash
# Fails where a source file holds what the house style bans, and says where and why. Usage: bans.sh [ROOT]
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"
status=0

# sources FIND-ARGUMENTS...: the Go files that match, without those that only generators run.
sources() {
  find . -name '*.go' -not -path './web/node_modules/*' "$@" -print | sort | while read -r file; do
    head -n 1 "$file" | grep -q '^//go:build ignore' || echo "$file"
  done
}

# ban WHY PATTERN FILES: an awk pattern, matched against each line of Go without its comment.
ban() {
  local found
  [ -n "$3" ] || return 0
  # shellcheck disable=SC2086 # one word a file
  found=$(awk -v pattern="$2" '{ code = $0; sub(/\/\/.*/, "", code) } code ~ pattern { print "  " FILENAME ":" FNR ": " $0 }' $3)
  [ -n "$found" ] || return 0
  printf '%s:\n%s\n' "$1" "$found" >&2
  status=1
}

all=$(sources)
production=$(sources -not -name '*_test.go')
simulation=$(sources -not -name '*_test.go' -not -path './montecarlo/calibrate/*' \( -path './montecarlo/*' -o -path './risk/*' \))
margin=$(sources -not -name '*_test.go' -path './risk/margin/*')

ban "math/rand is not reproducible across versions, use math/rand/v2" '"math/rand"' "$all"
ban "montecarlo knows no money, no decimal there" 'shopspring/decimal' "$(sources -path './montecarlo/*')"
ban "margin is exact, no floating point there" '(float(32|64)|Float64|NewFromFloat|"math")' "$margin"
ban "margin is exact, no randomness there" 'math/rand' "$margin"
ban "gonum differs between platforms, it serves in tests and in the backtest" 'gonum[.]org' \
  "$(sources -not -name '*_test.go' -not -path './internal/backtest/*')"
ban "this function's bits differ between platforms, use the package's own" 'math[.](Exp|Exp2|Log|Log1p|Sin|Cos|Erf|Erfc|Lgamma)([^A-Za-z0-9_]|$)' \
  "$(sources -not -name '*_test.go' -path './montecarlo/calibrate/*')"
functions='Sin|Cos|Tan|Sinh|Cosh|Tanh|Asin|Acos|Atan|Asinh|Acosh|Atanh|Atan2|Sincos|Exp|Exp2|Expm1|Log|Log2|Log10|Log1p|Logb'
functions="$functions|Pow|Pow10|Erf|Erfc|Erfinv|Erfcinv|Gamma|Lgamma|Cbrt|Hypot|FMA|J0|J1|Jn|Y0|Y1|Yn"
ban "this function's bits differ between platforms, use montecarlo's own" "math[.]($functions)([^A-Za-z0-9_]|\$)" "$simulation"
ban "a result may not depend on the clock" 'time[.](Now|Since|Until)' "$simulation"
ban "syscall/js belongs in wasm/" '"syscall/js"' "$(sources -not -path './wasm/*')"
ban "not for production code" 'panic[(]"(not implemented|unimplemented)' "$production"

# Text, comments included, in everything that is written by hand.
text=$(find . -type f \( -name '*.go' -o -name '*.ts' -o -name '*.mjs' -o -name '*.css' -o -name '*.html' -o -name '*.md' \
  -o -name '*.json' -o -name '*.sh' -o -name '*.txtar' -o -name Makefile -o -path './.ci/*' \) \
  -not -path './.git/*' -not -path './web/node_modules/*' -not -path './web/dist/*' -not -path './build/*' -not -path './scripts/bans*' | sort)
ban_text() {
  local found
  # shellcheck disable=SC2086 # one word a file
  found=$(grep -nE "$2" $text /dev/null) || return 0
  printf '%s:\n%s\n' "$1" "$found" >&2
  status=1
}
ban_text "unfinished: do it or write an issue" '(^|[^A-Za-z])(TODO|FIXME|XXX|HACK)([^A-Za-z]|$)'
ban_text "a path of one machine" '(^|[^A-Za-z0-9_.:])/(work|root|home/[a-z]+)/'
ban_text "a registry's host belongs to the machine's settings" 'registry[.]npmjs[.]org|proxy[.]golang[.]org'
exit $status
