# `make run` opens the app on the sandbox, `make test` checks everything. Both set up .venv first.
.DEFAULT_GOAL := help
.PHONY: help install run test check snapshots screenshots look monkey kills bench build clean

# The first Python 3.11+ of this machine; PYTHON=/path/to/python names another one.
FIND_PYTHON = for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done
PYTHON ?= $(shell $(FIND_PYTHON))
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# The tests start the app hundreds of times: without bytecode each start would compile it anew.
unexport PYTHONDONTWRITEBYTECODE

# A .venv whose Python was removed or upgraded away is no installation any more.
$(shell [ -x $(BIN)/python ] || rm -f $(STAMP))

help: ## list what make can do
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## create .venv and install the app with its development tools

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "aixtui needs Python 3.11 or newer. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; \
		exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) comes without venv. Install it (Debian, Ubuntu: apt install python3-venv), then run make again."; \
		exit 1; }
	@echo "==> creating $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear $(VENV)

$(STAMP): pyproject.toml | $(BIN)/python
	@echo "==> installing aixtui and its tools into $(VENV) (once, about a minute)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' || { \
		echo "The installation stopped; what it said is above. Run make again to go on."; exit 1; }
	@touch $(STAMP)

run: install ## open the app on the built-in sandbox
	@echo "==> opening the app on its sandbox"
	@$(BIN)/aixtui --sandbox

check: install ## lint, formatting, types and import contracts
	@echo "==> lint";       $(BIN)/ruff check .
	@echo "==> formatting"; $(BIN)/ruff format --check .
	@echo "==> types";      $(BIN)/mypy
	@echo "==> imports";    $(BIN)/lint-imports --no-cache

test: check ## everything that must hold: checks, then all tests
	@echo "==> tests";      $(BIN)/python -m pytest -n 3 --dist worksteal tests

snapshots: install ## accept the screens as they look now
	@$(BIN)/python -m pytest -n 2 tests/snapshots --snapshot-update

screenshots: install ## draw screenshots/ and the cheat-sheet anew from the real app
	@$(BIN)/python -m tests.generated

look: install ## draw every screen in three themes and its sizes into build/look; SCENES="models detail" chooses
	@$(BIN)/python -m tests.look $(SCENES)

monkey: install ## random keys, pastes, sizes and signals at the app, ROUNDS=1000 sittings from SEED
	@$(BIN)/python -m tests.monkey --rounds $(or $(ROUNDS),1000) $(if $(SEED),--seed $(SEED))

kills: install ## kill forms at every step and runs at any moment, COUNT=1000 of each from SEED: nothing may be lost
	@$(BIN)/python -m tests.kills forms --count $(or $(COUNT),1000) $(if $(SEED),--seed $(SEED))
	@$(BIN)/python -m tests.kills runs --count $(or $(COUNT),1000) $(if $(SEED),--seed $(SEED))

bench: install ## speed, as ratios against floors in the same run
	@$(BIN)/python -m tests.benchmarks

build: install ## a wheel and an sdist in dist/
	@$(BIN)/python -m build

clean: ## remove what make made
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
