# The only entry: `make help` lists the targets. Each sets up what it needs, from a bare python3.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=
# What the tests need beside the servers of the stack.
FOR_TESTS := collector-full compose-spec kafka-broker kustomize pint tsdb-writer

.PHONY: help setup build demo demo-once test test-unit test-chain faults mutation lint format generate bench pictures ui clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv and install what the lock file names
	@$(PYTHON) scripts/bootstrap.py

build: setup ## build the servers that are missing (cold: about half an hour on two cores)
	@$(BIN)/otel-kit stack build

demo: setup ## watch the chain: leadflow, load, a fault, its alert delivered and resolved
	@$(PYTHON) scripts/bootstrap.py --redis
	@$(BIN)/otel-kit demo

demo-once: setup ## the same without a terminal: a line a link, exit 0 only if each was proven
	@$(PYTHON) scripts/bootstrap.py --redis
	@$(BIN)/otel-kit demo --once

test: build ## all tests: units, then the chain on real servers
	@$(PYTHON) scripts/bootstrap.py --redis --postgresql --chromium
	@$(BIN)/otel-kit stack build $(FOR_TESTS)
	@$(BIN)/pytest tests/unit tests/routes -n 2 --dist loadfile $(PYTEST_ARGS)
	@$(BIN)/pytest tests/processes tests/chain tests/faults $(PYTEST_ARGS)

test-unit: build ## the tests that need no running stack
	@$(PYTHON) scripts/bootstrap.py --redis --postgresql --chromium
	@$(BIN)/otel-kit stack build $(FOR_TESTS)
	@$(BIN)/pytest tests/unit $(PYTEST_ARGS)

test-chain: build ## the tests on real servers
	@$(PYTHON) scripts/bootstrap.py --redis --postgresql --chromium
	@$(BIN)/otel-kit stack build $(FOR_TESTS)
	@$(BIN)/pytest tests/chain $(PYTEST_ARGS)

faults: build ## kill, cut, fill and slow down under load, and count what is lost (15 minutes, a table)
	@$(BIN)/otel-kit stack build collector-full
	@PYTHONPATH=tests $(BIN)/python -m faults

mutation: setup ## put faults into every alert and print the share that their tests notice
	@$(BIN)/otel-kit stack build prometheus
	@$(BIN)/otel-kit rules mutate

lint: setup ## style, types, imports, rules and registry
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/otel-kit semconv check
	@$(BIN)/otel-kit semconv check examples/realestate_pack/semconv
	@$(BIN)/otel-kit semconv lint rules dashboards docs examples semconv
	@$(BIN)/otel-kit stack build prometheus pint
	@$(BIN)/otel-kit rules check
	@$(BIN)/otel-kit dashboards check

format: setup ## mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

generate: setup ## rebuild every generated file from its source
	@$(BIN)/otel-kit semconv generate
	@$(BIN)/otel-kit semconv generate examples/realestate_pack/semconv
	@$(BIN)/otel-kit rules build
	@$(BIN)/otel-kit alerts build
	@$(BIN)/otel-kit dashboards build
	@$(BIN)/python scripts/collector_tables.py
	@$(BIN)/otel-kit collector generate
	@$(BIN)/otel-kit deploy operator

bench: setup ## print our figures beside their rivals', from one run
	@$(PYTHON) scripts/bootstrap.py --redis --chromium
	@$(BIN)/python -m benchmarks

pictures: setup ## draw every dashboard into docs/pictures, from the demo that is up
	@$(PYTHON) scripts/bootstrap.py --chromium
	@$(BIN)/python scripts/pictures.py

ui: ## check and rebuild the page of `otel-kit ui` (needs Node >= 20.19; the built page is committed)
	@cd ui && npm ci && npm run check && npm run build

clean: ## remove what setup and the tests made in this folder (the servers stay in the cache)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
