# What a person types. Each target installs what is missing first; see Tooling/install-dependencies.
SHELL := /bin/bash
SWIFT ?= swift
# Two build jobs fit a small machine; JOBS=8 make test uses more.
JOBS ?= 2

.PHONY: demo build test lint peers html examples release imports benchmark deps help

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

deps: ## Install missing system packages (Debian; as root or with sudo)
	@Tooling/install-dependencies

build: deps ## Build the tool
	$(SWIFT) build -j $(JOBS) --product scepspec

demo: build ## Conformance-test the embedded reference server, and read a device's log
	@echo; echo '$$ scepspec test'
	@"$$($(SWIFT) build --show-bin-path)/scepspec" test
	@echo; echo 'That was a server without faults. The same server made wrong in one declared way:'
	@Tooling/demo-fault "$$($(SWIFT) build --show-bin-path)/scepspec"
	@echo; echo 'And what a log says of a delivery:'; echo '$$ scepspec diagnose Golden/devices/android/seed-scep/input.log'
	@"$$($(SWIFT) build --show-bin-path)/scepspec" diagnose Golden/devices/android/seed-scep/input.log

test: deps ## Run every test
	$(SWIFT) test -j $(JOBS)

lint: build ## Check specifications, layout of the code, and that data stays out of it
	"$$($(SWIFT) build --show-bin-path)/scepspec" lint Specs
	"$$($(SWIFT) build --show-bin-path)/scepspec" coverage --summary --specs Specs
	"$$($(SWIFT) build --show-bin-path)/scepspec" coverage --logs --specs Specs
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Examples Specs/BundledSpecs.swift \
	  Golden/BundledGoldens.swift
	Tooling/refuse-data-in-sources "$$($(SWIFT) build --show-bin-path)/scepspec"

peers: build ## Run against real servers and clients from Debian and PyPI
	Tests/Peers/install.sh
	Tests/Peers/run "$$($(SWIFT) build --show-bin-path)/scepspec"

html: build ## Open HTML reports in headless Chromium (from Debian)
	Tests/Html/install.sh
	Tests/Html/run "$$($(SWIFT) build --show-bin-path)/scepspec"

examples: deps ## Run the tests of the sample package, which uses the library against a real server
	Examples/ScepserverTests/run

release: deps ## A static release binary, with the specifications beside it, in .build-release/scepspec
	$(SWIFT) build -j $(JOBS) -c release --static-swift-stdlib --product scepspec --scratch-path .build-release/build
	Tooling/assemble-release .build-release

imports: deps ## Prove the module map: a clean build that refuses undeclared imports
	rm -rf .build-imports
	$(SWIFT) build -j $(JOBS) --scratch-path .build-imports --explicit-target-dependency-import-check error

benchmark: release ## Measure a whole run and the start-up, against Benchmarks/limits
	Benchmarks/run .build-release/scepspec/scepspec
	Benchmarks/diagnose .build-release/scepspec/scepspec
