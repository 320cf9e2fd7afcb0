#!/usr/bin/env bash
# Checks that Go, Node and npm are there and new enough; says in one sentence what is not.
set -euo pipefail
cd "$(dirname "$0")/.."

want_go=1.26
want_node=20.19

fail() { echo "plimsoll: $*" >&2; exit 1; }

# at_least GOT WANT: both MAJOR.MINOR, anything after that is ignored.
at_least() {
  local got_major got_minor want_major want_minor
  IFS=. read -r got_major got_minor _ <<<"$1"
  IFS=. read -r want_major want_minor _ <<<"$2"
  got_minor=${got_minor%%[!0-9]*}
  ((got_major > want_major || (got_major == want_major && ${got_minor:-0} >= want_minor)))
}

command -v go >/dev/null || fail "Go is missing: install Go $want_go or newer from https://go.dev/dl/."
go=$(go env GOVERSION 2>/dev/null) || fail "this Go is too old: install Go $want_go or newer from https://go.dev/dl/."
at_least "${go#go}" $want_go || fail "Go ${go#go} is too old: install Go $want_go or newer from https://go.dev/dl/."

command -v node >/dev/null || fail "Node is missing: install Node $want_node or newer from https://nodejs.org/."
node=$(node --version)
at_least "${node#v}" $want_node || fail "Node ${node#v} is too old: install Node $want_node or newer from https://nodejs.org/."
command -v npm >/dev/null || fail "npm is missing: install it, it comes with Node $want_node from https://nodejs.org/."
