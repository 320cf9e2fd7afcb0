#!/usr/bin/env bash
# Prints the path of a Chromium. CHROMIUM names one; else it looks on PATH; else it installs Debian's where it may.
set -euo pipefail

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" && exit
  echo "plimsoll: CHROMIUM is $CHROMIUM, which is not a program: set it to the path of a Chromium or unset it." >&2
  exit 1
fi
find_browser && exit

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "plimsoll: no browser found, installing chromium with apt-get" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >&2 </dev/null ||
    { echo "plimsoll: apt-get could not install chromium: install a Chromium yourself, or set CHROMIUM to the path of one." >&2; exit 1; }
  find_browser && exit
fi
echo "plimsoll: no browser found for the page's tests: install Chromium (as root: apt-get install chromium), or set CHROMIUM to the path of one." >&2
exit 1
