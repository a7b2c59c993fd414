#!/usr/bin/env bash
# Installs what the browser tests need and the machine lacks: Chromium by the system's package manager,
# and the pinned tools of package-lock.json. Says clearly what is missing when it cannot.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
  printf 'tools: %s\n' "$*" >&2
  exit 1
}

command -v node >/dev/null && command -v npm >/dev/null || fail 'node and npm are needed; install the packages nodejs and npm'

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] || fail "CHROMIUM is $CHROMIUM, which cannot be run"
elif ! [ -x /usr/bin/chromium ] && ! [ -x /usr/bin/chromium-browser ] && ! [ -x /usr/bin/google-chrome ]; then
  command -v apt-get >/dev/null || fail 'no browser and no apt-get; install Chromium, or set CHROMIUM to the path of one'
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail 'no browser; as root: apt-get update && apt-get install -y chromium'
    root=(sudo -n)
  fi
  echo 'tools: installing chromium by apt-get'
  log=$(mktemp)
  { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y chromium; } >"$log" 2>&1 </dev/null \
    || { tail -n 20 "$log" >&2; fail 'chromium could not be installed; install it by hand, or set CHROMIUM to the path of one'; }
  rm -f "$log"
fi

# The books of the courses are checked by the reference program of the standard.
if ! [ -e /usr/share/java/epubcheck.jar ]; then
  command -v apt-get >/dev/null || fail 'no epubcheck and no apt-get; install the Debian package epubcheck'
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail 'no epubcheck; as root: apt-get update && apt-get install -y epubcheck'
    root=(sudo -n)
  fi
  echo 'tools: installing epubcheck by apt-get'
  log=$(mktemp)
  { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends epubcheck; } >"$log" 2>&1 </dev/null \
    || { tail -n 20 "$log" >&2; fail 'epubcheck could not be installed; install the Debian package epubcheck by hand'; }
  rm -f "$log"
fi

# The archives for Kiwix are written, checked and opened by the programs of the openZIM project; faketime gives them their date.
if ! { command -v zimwriterfs && command -v zimcheck && command -v kiwix-serve && command -v faketime; } >/dev/null; then
  command -v apt-get >/dev/null || fail 'no zimwriterfs and no apt-get; install the Debian packages zim-tools, kiwix-tools and faketime'
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail 'no zimwriterfs; as root: apt-get update && apt-get install -y zim-tools kiwix-tools faketime'
    root=(sudo -n)
  fi
  echo 'tools: installing zim-tools, kiwix-tools and faketime by apt-get'
  log=$(mktemp)
  { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends zim-tools kiwix-tools faketime; } >"$log" 2>&1 </dev/null \
    || { tail -n 20 "$log" >&2; fail 'they could not be installed; install the Debian packages zim-tools, kiwix-tools and faketime by hand'; }
  rm -f "$log"
fi

# QR codes are read by a program that has nothing to do with ours.
if ! command -v zbarimg >/dev/null; then
  command -v apt-get >/dev/null || fail 'no zbarimg and no apt-get; install the Debian package zbar-tools'
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail 'no zbarimg; as root: apt-get update && apt-get install -y zbar-tools'
    root=(sudo -n)
  fi
  echo 'tools: installing zbar-tools by apt-get'
  log=$(mktemp)
  { "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends zbar-tools; } >"$log" 2>&1 </dev/null \
    || { tail -n 20 "$log" >&2; fail 'zbar-tools could not be installed; install the Debian package zbar-tools by hand'; }
  rm -f "$log"
fi

# npm writes this file at the end of an installation; the lock file being older means nothing has changed since.
if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-progress --loglevel=error </dev/null >/dev/null || fail 'npm ci failed'
fi
