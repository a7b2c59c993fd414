#!/usr/bin/env bash
# Compares two built portals byte by byte and names the first file that differs.
# Usage: e2e/same.sh DIR DIR
set -euo pipefail

listing() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum --); }

one=$(listing "$1")
two=$(listing "$2")
if [ "$one" = "$two" ]; then
  printf '%d files are the same\n' "$(wc -l <<<"$one")"
  exit 0
fi
# A listing has 64 digits, two signs and the name; diff ends with 1 when it found something, which is no failure here.
names=$(diff <(printf '%s\n' "$one") <(printf '%s\n' "$two") | awk '/^[<>]/ {print substr($0, 69)}' | LC_ALL=C sort -u) || true
name=${names%%$'\n'*}
printf '%d files differ; the first is %s\n' "$(wc -l <<<"$names")" "$name"
if [ -f "$1/$name" ] && [ -f "$2/$name" ]; then
  cmp "$1/$name" "$2/$name" || true
  diff -a <(tr '>,' '\n\n' <"$1/$name") <(tr '>,' '\n\n' <"$2/$name") | cut -c 1-200 | head -n 6 || true
else
  echo 'it stands in one of the two only'
fi
exit 1
