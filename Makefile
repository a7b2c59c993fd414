# The gates of Nutag. `make check` is what CI runs; the other targets are its parts and a few tools.
# Everything is made under .build/, which git does not see.

SHELL := bash
GO ?= go
E2E := e2e

.PHONY: check serve bench weigh bench-wire bench-box soak dist eval readability test lint e2e fmt clean tools

check:
	@$(E2E)/check.sh

serve:
	$(GO) run . serve

# Whole build against Hugo alone, memory, sizes, and ten times the soums; then the search: sizes and opening times.
bench:
	$(GO) run ./e2e/bench
	$(GO) run ./search/eval/judge -site .build/bench/site -speed

# What each edition weighs, raw and packed. It builds the portal three times.
weigh:
	$(GO) run ./e2e/bench -editions

# Bytes on the wire of an update, beside copying everything, rsync and zsync. It builds the portal three times.
bench-wire:
	$(GO) run ./e2e/wire $(ARGS)

# What make check does to copies (kills, flipped bits, full disks), ten times as often. SITE=folder takes a real portal.
soak:
	SITE="$${SITE:+$$(realpath "$$SITE")}" NUTAG_SOAK=1 $(GO) test -count=1 -v -timeout 3h ./mirror/soak

# The server of a mirror beside nginx and Caddy, on the portal in public/ (or SITE=folder).
bench-box:
	$(GO) run ./e2e/benchbox -site "$${SITE:-public}" $(ARGS)

# The programs that are handed out, for all systems, into dist/. ARGS="-only nutag-box" or ARGS="-system linux-arm64" builds some.
dist:
	@$(GO) run ./mirror/programs $(ARGS)

# The judge of the search: our queries, our engine, and peers beside it. SITE=folder takes a portal that is built already;
# ARGS=--nutag asks only our engine.
eval:
ifndef SITE
	$(GO) run . build --out .build/eval/site
endif
	$(GO) run ./search/eval/judge -site "$${SITE:-.build/eval/site}" $(ARGS)

# How hard each lesson is to read, the hardest first.
readability:
	@$(GO) run ./generator/training/readability

test:
	$(GO) test ./...

lint:
	@$(E2E)/check.sh lint

# The browser tests alone, on the output in public/ (or SITE=folder).
e2e: tools
	cd $(E2E) && SITE="$$(realpath "../$${SITE:-public}")" node --test --test-reporter=./lib/reporter.mjs ./*.test.mjs

fmt:
	gofmt -w $$(git ls-files --cached --others --exclude-standard '*.go')

# Chromium by the system's package manager when there is none, and the pinned test tools.
tools:
	@$(E2E)/tools.sh

clean:
	rm -rf .build public $(E2E)/node_modules
