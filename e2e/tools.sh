#!/usr/bin/env bash
# Installs what the tests need and the machine lacks: programs by the system's package manager, and the pinned tools of
# package-lock.json. Says clearly what is missing when it cannot.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
  printf 'tools: %s\n' "$*" >&2
  exit 1
}

# install PACKAGE… installs packages of Debian.
install() {
  local root=() log
  command -v apt-get >/dev/null || fail "there is no apt-get; install by hand: $*"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "there is no sudo; as root: apt-get update && apt-get install -y $*"
    root=(sudo -n)
  fi
  echo "tools: installing $* by apt-get"
  log=$(mktemp)
  { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null \
    || { tail -n 20 "$log" >&2; fail "could not be installed; install by hand: $*"; }
  rm -f "$log"
}

has() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || return 1; done
}

has node npm || fail 'node and npm are needed; install the packages nodejs and npm'

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] || fail "CHROMIUM is $CHROMIUM, which cannot be run"
elif ! [ -x /usr/bin/chromium ] && ! [ -x /usr/bin/chromium-browser ] && ! [ -x /usr/bin/google-chrome ]; then
  install --install-recommends chromium
fi
# The books of the courses are checked by the reference program of the standard.
[ -e /usr/share/java/epubcheck.jar ] || install epubcheck
# The archives for Kiwix are written, checked and opened by the programs of the openZIM project; faketime gives them their date.
has zimwriterfs zimcheck kiwix-serve faketime || install zim-tools kiwix-tools faketime
# QR codes are read by a program that has nothing to do with ours.
has zbarimg || install zbar-tools

# npm writes this file at the end of an installation; the lock file being older means nothing has changed since.
if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-progress --loglevel=error </dev/null >/dev/null || fail 'npm ci failed'
fi
