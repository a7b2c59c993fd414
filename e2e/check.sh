#!/usr/bin/env bash
# All gates, the cheap ones first. A green gate is one line; a red one shows its output. Cheap gates go on after
# a red one, so that one run tells as much as it can; what needs a built portal stops when there is none.
# Usage: e2e/check.sh [lint | GATE…]. With names of gates only those run, and what they need.
set -euo pipefail
cd "$(dirname "$0")/.."

# Nothing may ask a person, and nothing may depend on how this machine writes dates and sorts letters.
exec </dev/null
export LC_ALL=C.UTF-8 NO_COLOR=1

# A .go.work or flags of the person's own must not change what is checked.
export GOWORK=off

work=.build/check
mkdir -p .build
# Two checks at once would build into the same folders; the second waits.
exec 9>.build/check.lock
flock -n 9 || { echo 'another check is running here; waiting for it'; flock 9; }
rm -rf "$work"
mkdir -p "$work"

passed=0
failed=0
began=$SECONDS

# What gates need that were built before. A portal is built once for all of them.
need() {
  case $1 in
    lint | walls | gofmt | vet | formula | vectors | hugo | tools) ;;
    unit | program) echo tools ;;
    check | build) echo program ;;
    again | address | aimag) echo build ;;
    same) echo again ;;
    edition | keep | zim) echo aimag ;;
    *) echo build ;;
  esac
}

# asked NAME says whether a gate is to run: all, or those named and what they need.
declare -A only=()
only_add() { local name; for name in "$@"; do [ -n "${only[$name]:-}" ] || { only[$name]=1; only_add $(need "$name"); }; done; }
asked() { [ "${#only[@]}" -eq 0 ] || [ -n "${only[$1]:-}" ]; }

# gate NAME COMMAND… runs one gate. It counts as one test, or as many as its output says.
gate() {
  asked "$1" || return 0
  measure "$@" && report "$1"
}

# measure NAME COMMAND… runs a gate and keeps what there is to report of it.
measure() {
  local name=$1 log="$work/$1.log" start=$SECONDS good=0 bad=0 code=0
  shift
  "$@" >"$log" 2>&1 9>&- || code=$?
  good=$(grep -cE '^ *--- PASS:' "$log") || true
  bad=$(grep -cE '^ *--- (FAIL|SKIP):' "$log") || true
  if tally=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1) && [ -n "$tally" ]; then
    read -r good _ bad _ <<<"${tally//,/}"
  fi
  # A skipped test is a red one: nothing passes unseen.
  if [ "$code" -eq 0 ] && [ "$bad" -gt 0 ]; then code=1; fi
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  if [ "$code" -eq 0 ] && [ "$good" -eq 0 ]; then good=1; fi
  echo "$code $good $bad $((SECONDS - start))" >"$work/$name.done"
  mv "$work/$name.done" "$work/$name.result"
}

# report NAME tells of a gate that was measured; its status is that of the gate.
report() {
  local name=$1 log="$work/$1.log" code good bad took
  read -r code good bad took <"$work/$name.result" || { code=1 good=0 bad=1 took=0; echo 'it ended without a result' >>"$log"; }
  passed=$((passed + good))
  failed=$((failed + bad))
  if [ "$code" -eq 0 ]; then
    printf 'ok    %-10s %5d s\n' "$name" "$took"
    return 0
  fi
  printf 'FAIL  %-10s %5d s\n' "$name" "$took"
  grep -vE '^ *(=== |--- PASS:)|^(ok|PASS|\?) ' "$log" | head -n 200 | sed 's/^/      /'
  return 1
}

# Gates that share nothing but the built portal run two at a time: one waits for a browser while the other has the processor.
# later NAME COMMAND… puts one in the list; beside runs the list and reports in its order.
waiting=()
declare -A does
later() {
  local name=$1
  asked "$name" || return 0
  shift
  waiting+=("$name")
  does[$name]=$(printf '%q ' "$@")
}

beside() {
  local name begun=0 running=0
  # What runs beside has a group of processes of its own, which ends with this script.
  set -m
  trap 'for job in $(jobs -p); do kill -- -"$job" || true; done; exit 130' INT TERM
  for name in "${waiting[@]}"; do
    until [ -e "$work/$name.result" ]; do
      if [ "$running" -lt 2 ] && [ "$begun" -lt "${#waiting[@]}" ]; then
        eval "measure ${waiting[begun]} ${does[${waiting[begun]}]}" &
        begun=$((begun + 1)) running=$((running + 1))
      elif [ "$running" -gt 0 ]; then
        wait -n || true
        running=$((running - 1))
      else
        break
      fi
    done
    report "$name" || true
  done
  wait
  trap - INT TERM
  set +m
  waiting=()
}

finish() {
  printf '%d passed, %d failed (%d s)\n' "$passed" "$failed" $((SECONDS - began))
  [ "$failed" -eq 0 ]
}

# A runner of CI may own the files by another name than its own, which git would refuse.
sources() { git -c safe.directory='*' ls-files -z --cached --others --exclude-standard "$@"; }

formatted() {
  local names
  names=$(sources '*.go' | xargs -0 gofmt -l)
  [ -z "$names" ] || { printf 'not formatted; run make fmt:\n%s\n' "$names"; return 1; }
}

# Packages that link Hugo take minutes to compile on a fresh machine, so their tests come after the others.
with_hugo() { go list -f '{{.ImportPath}} {{join .Deps " "}}' ./... | awk '/ github.com\/gohugoio\/hugo\/hugolib( |$)/ {print $1}'; }
without_hugo() { comm -23 <(go list ./... | sort) <(with_hugo | sort); }

vet() {
  go vet ./... && GOOS=windows go vet ./mirror/... && GOOS=js GOARCH=wasm go vet -modfile=search/wasm/wasm.mod ./search/wasm
}

lint() { go tool staticcheck ./...; }

# The walls have a gate of their own, and so has the search engine.
unit() {
  local list
  mapfile -t list < <(without_hugo | grep -vxE 'nutag/(e2e|search/engine)')
  go test -v "${list[@]}"
}

# The formulas of the cost of a remittance, of the worksheets and of the finder need neither portal nor browser.
formula() { (cd e2e && node --test --test-reporter=./lib/reporter.mjs remittance-cost.test.mjs worksheet-math.test.mjs progress.test.mjs finder-score.test.mjs soum-list.test.mjs); }

# The engine answers the same questions natively, in WebAssembly and as stock Bleve; the tests compare the three.
vectors() { go test -v ./search/engine; }

hugo() {
  local list
  mapfile -t list < <(with_hugo)
  go test -v "${list[@]}"
}

walls() { go test -v ./e2e; }

program() { go build -trimpath -buildvcs=false -o "$work/nutag" .; }

check_input() { "$work/nutag" check; }

first_build() { "$work/nutag" build --out "$work/a"; }

# The second build shares as little as possible with the first: another folder, time zone, language of messages
# and number of processors. What differs then is what would differ between two machines.
second_build() {
  mkdir -p "$work/copy"
  sources | tar --null -T - -cf - | tar -xf - -C "$work/copy"
  local program=$PWD/$work/nutag out=$PWD/$work/b
  (cd "$work/copy" && TZ=Asia/Ulaanbaatar LC_ALL=C GOMAXPROCS=1 "$program" build --out "$out")
}

# A portal with an address of its own has a sitemap and canonical links, and must pass verify too.
with_address() {
  "$work/nutag" build --out "$work/c" --base-url https://example.org/nutag/ && [ -s "$work/c/sitemap.xml" ] && [ ! -e "$work/a/sitemap.xml" ]
}

same_bytes() { e2e/same.sh "$work/a" "$work/b"; }

# Every book against the standard. The check is a program of Java, which starts slowly: two at a time.
books() {
  local names
  names=$(find "$work/a" -name '*.epub' | sort)
  [ -n "$names" ] || { echo 'there are no books'; return 1; }
  xargs -P 2 -n 1 java -jar /usr/share/java/epubcheck.jar -q <<<"$names" && printf '%d passed, 0 failed\n' "$(wc -l <<<"$names")"
}

# One aimag stands for the editions: it leaves out most, and is the quickest to build.
aimag_build() { "$work/nutag" build --edition aimag:63 --out "$work/aimag"; }

edition() {
  (cd e2e && SITE="$OLDPWD/$work/aimag" node --test --test-concurrency=1 --test-reporter=./lib/reporter.mjs html.test.mjs release.test.mjs edition.test.mjs)
}

keep() { (cd e2e && SITE="$OLDPWD/$work/aimag" node --test --test-concurrency=1 --test-reporter=./lib/reporter.mjs keep.test.mjs); }

# Archives for Kiwix: without a fault for the checker, the same twice, and opened in a real server and browser.
archives() {
  "$work/nutag" zim --site "$work/aimag" --out "$work/zim" && "$work/nutag" zim --site "$work/aimag" --out "$work/zim-again" --lang en || return
  cmp "$work/zim/nutag-en.zim" "$work/zim-again/nutag-en.zim" || return
  local file
  for file in "$work"/zim/*.zim; do zimcheck --all "$file" || return; done
  (cd e2e && SITE="$OLDPWD/$work/aimag" ZIM="$OLDPWD/$work/zim" node --test --test-reporter=./lib/reporter.mjs zim.test.mjs)
}

browser() {
  # One file at a time: a gate beside it has the other processor.
  (cd e2e && SITE="$OLDPWD/$work/a" node --test --test-concurrency=1 --test-reporter=./lib/reporter.mjs "$@")
}

if [ "${1:-}" = lint ]; then set -- gofmt vet lint walls; fi
for name in "$@"; do
  grep -qE "^(gate|later) $name " e2e/check.sh || { echo "no gate is called $name" >&2; exit 2; }
done
only_add "$@"

gate gofmt formatted || true
gate vet vet || true
gate lint lint || true
gate walls walls || true
# Tests of Go ask programs too, such as a reader of QR codes, so the tools come before them.
gate tools e2e/tools.sh || true
gate unit unit || true
gate formula formula || true
gate vectors vectors || true
gate program program || { finish; exit 1; }
gate hugo hugo || true
gate check check_input || { finish; exit 1; }
gate build first_build || { finish; exit 1; }
gate again second_build || true
gate same same_bytes || true
gate address with_address || true
gate aimag aimag_build || { finish; exit 1; }
# The longest first, so that none is left alone at the end.
later html browser html.test.mjs
later looks browser looks.test.mjs
later books books
later golden browser golden.test.mjs
later zim archives
later edition edition
later keep keep
later print browser print.test.mjs
later stick browser stick.test.mjs
later mirror browser box.test.mjs
later training browser training.test.mjs learner.test.mjs
later directory browser directory.test.mjs
later guides browser guides.test.mjs
later search browser search.test.mjs search-page.test.mjs
later box browser search-box.test.mjs
later folder browser search-file.test.mjs
later hostile browser search-hostile.test.mjs
later reading browser reading.test.mjs
later calculate browser calculator.test.mjs
later money browser remittances.test.mjs
later choose browser finder.test.mjs
later tasks browser tasks.test.mjs
later vr browser vr.test.mjs
later outreach browser outreach.test.mjs
later api browser api.test.mjs
later embed browser embed.test.mjs
beside
# What the search takes is measured alone.
gate budget browser search-budget.test.mjs || true
finish
