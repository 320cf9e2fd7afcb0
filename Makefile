# `make help` lists the targets. CI runs `make test` and nothing else.
# The versions of what is fetched here; libraries are pinned in go.mod and web/package-lock.json.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

PORT ?= 8080

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MODULES := web/node_modules/.package-lock.json
LINTER := build/tools/staticcheck-$(lastword $(subst @, ,$(STATICCHECK)))
JS := GOOS=js GOARCH=wasm

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build everything and serve the page on http://localhost:8080 (PORT=n overrides)
	@exec build/plimsoll serve --port $(PORT)

.PHONY: test
test: check test-race test-native test-parquet test-wasm test-e2e ## everything: the gate, all Go tests, WebAssembly, a real browser
	@echo "make test: all passed"

.PHONY: check
check: fmt vet lint bans bits imports generated tidy docs web-check size ## the fast gate: format, vet, lint, bans, imports, drift, types, page tests, size

.PHONY: build
build: web ## the binary with the page inside and a reader of Parquet: build/plimsoll
	cd parquet && go build -trimpath -o ../build/plimsoll ./cmd/plimsoll

.PHONY: wasm
wasm: $(MODULES) ## the engine for the browser
	npm --prefix web run wasm

.PHONY: web
web: wasm ## the page: web/dist
	npm --prefix web run build

.PHONY: bench
bench: web ## native and WebAssembly benchmarks, start-up and size; prints the figures of docs/VALIDATION.md
	scripts/bench.sh

.PHONY: validation
validation: web ## write docs/VALIDATION.md: accuracy, coverage, speed, size
	scripts/validation.sh

.PHONY: golden
golden: ## rewrite the golden files; then read the diff and say in CHANGELOG.md why they moved
	go test ./examples -run Golden -update

.PHONY: screenshot
screenshot: web ## a picture of the page, made by the browser
	CHROMIUM="$$(scripts/chromium.sh)" npm --prefix web run screenshot

.PHONY: notices
notices: ## the licence texts that must travel with a binary: build/THIRD_PARTY.txt
	scripts/notices.sh

.PHONY: clean
clean: ## remove what the other targets made
	rm -rf build web/node_modules web/src/generated web/screenshots
	find web/dist -mindepth 1 ! -name .keep -delete

# The parts of `make test`. Slow statistical tests skip under -short: they run once, natively, without the race detector.

.PHONY: test-race
test-race: tools
	go test -race -short ./...

.PHONY: test-native
test-native: tools
	go test -timeout 30m ./...

.PHONY: test-parquet
test-parquet: tools
	cd parquet && go test ./...

.PHONY: test-wasm
test-wasm: tools
	$(JS) go test -short -exec "$(CURDIR)/scripts/wasm-exec.sh" ./montecarlo/... ./risk/... ./internal/... ./examples/...

.PHONY: test-e2e
test-e2e: build
	CHROMIUM="$$(scripts/chromium.sh)" npm --prefix web run e2e

# The parts of `make check`.

.PHONY: fmt
fmt: tools
	@files=$$(find . -name '*.go' -not -path './web/node_modules/*' -print0 | xargs -0 gofmt -s -l); \
	if [ -n "$$files" ]; then echo "not formatted (gofmt -s -w mends it):" $$files >&2; exit 1; fi

.PHONY: vet
vet: tools
	go vet ./...
	$(JS) go vet ./...
	cd parquet && go vet ./...

$(LINTER): | tools
	@mkdir -p $(@D)
	GOBIN="$(CURDIR)/$(@D)" go install $(STATICCHECK)
	@mv $(@D)/staticcheck $@

.PHONY: lint
lint: $(LINTER)
	$(LINTER) ./...
	$(JS) $(LINTER) ./...
	cd parquet && $(CURDIR)/$(LINTER) ./...

.PHONY: bans
bans:
	scripts/bans_test.sh
	scripts/bans.sh

.PHONY: bits
bits: tools
	scripts/fma.sh

.PHONY: imports
imports: tools
	scripts/imports.sh

.PHONY: generated
generated: tools
	scripts/drift.sh

.PHONY: tidy
tidy: tools
	@for module in . parquet; do (cd $$module && go mod tidy -diff) || { echo "go.mod or go.sum of $$module is not tidy: run go mod tidy there" >&2; exit 1; }; done

.PHONY: docs
docs: tools
	node scripts/docs.mjs

.PHONY: web-check
web-check: web # the build type-checks first
	npm --prefix web test

.PHONY: size
size: web
	npm --prefix web run size

.PHONY: tools
tools:
	@scripts/tools.sh

$(MODULES): web/package-lock.json | tools
	npm --prefix web ci --no-audit --no-fund
	@touch $@
