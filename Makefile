# Everything a newcomer needs: make demo, make test, make run.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Tests start the bot many times: it should be compiled once, also where bytecode is switched off.
export PYTHONDONTWRITEBYTECODE :=
# Tests wait for other processes, and for time to pass, as much as they compute.
JOBS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 2)

.PHONY: help demo run test lint types unit cover soak bench lock clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(INSTALLED): requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Veo Bot needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(INSTALLED) ## Try the bot in a browser, without any token (LATENCY=12 seconds a video, PORT=8123)
	$(BIN)/veo-bot demo --latency $(or $(LATENCY),12) --port $(or $(PORT),0)

run: $(INSTALLED) ## Run the bot for real, with the settings in .env
	$(BIN)/veo-bot run

test: lint ## Everything that CI checks
	@$(MAKE) --no-print-directory -j 2 types unit

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

unit: $(INSTALLED)
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

cover: $(INSTALLED) ## Run the tests and say which lines none of them reaches
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --cov --cov-report=term:skip-covered

soak: $(INSTALLED) ## Kill the bot 2,000 times, and live through a whole day of faults (about an hour)
	VEO_SOAK=18 $(BIN)/python -m pytest -n 2 --dist worksteal -s -q tests/worker/test_faults_day.py tests/chaos

bench: $(INSTALLED) ## Measure what docs/performance.md states
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock: $(INSTALLED) ## Pin what pyproject.toml allows, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--no-emit-package veo-bot pyproject.toml --extra postgres --extra heic -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--no-emit-package veo-bot pyproject.toml --all-extras -o requirements-dev.txt

clean: ## Remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov *.egg-info build dist .coverage*
