# Start here: make demo, make test, make run.
PYTHON ?= $(shell for p in .venv/bin/python python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL = @test -n "$(PYTHON)" || { echo "Veo Bot needs Python 3.11, 3.12 or 3.13 and found none. Specify one with: make PYTHON=/path/to/python3.12"; exit 1; }; \
	$(PYTHON) scripts/environment.py
# Tests start the bot many times, so its bytecode must be cached even where that is turned off.
export PYTHONDONTWRITEBYTECODE :=
# Tests wait a lot, and their processes cost little to start, so there are more jobs than processors.
JOBS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 3)

.PHONY: help demo run test quick install lint types unit cover soak bench lock dist notes clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: ## Try the bot in a browser, without a token (LATENCY=6 seconds per video, PORT=8123)
	$(INSTALL) demo
	@echo "Starting the demo ..."
	@$(BIN)/veo-bot demo --latency $(or $(LATENCY),6) --port $(or $(PORT),0)

run: ## Run the bot with the settings in .env
	$(INSTALL) run
	@$(BIN)/veo-bot run

install: ## Create .venv with everything for development
	$(INSTALL) dev

test: lint ## Run everything that CI checks
	@$(MAKE) --no-print-directory -j 2 types unit

# No database server, no other processes, no browser, and of what takes long only the first steps of everything.
QUICK := tests/test_*.py tests/domain tests/segmind tests/storage/rules tests/services/quota tests/services/jobs \
	tests/presentation/admin tests/presentation/cards tests/presentation/common tests/presentation/info \
	tests/cogs/test_veo.py tests/cogs/test_buttons.py tests/cogs/test_forms.py tests/worker/test_worker.py
QUICKLY := --deselect tests/test_run.py --deselect tests/test_command.py --deselect tests/test_process_protection.py \
	--deselect tests/test_gateway_events.py --deselect tests/presentation/info/test_invite.py \
	--deselect tests/domain/test_pacing.py

quick: lint ## Between two edits, in about 40 s: linters, types, and the tests that say most for their time
	@$(MAKE) --no-print-directory -j 2 types few

few: install
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q $(QUICK) $(QUICKLY) -k "not postgres"

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PATH="$(BIN):$$PATH" actionlint .github/workflows/*.yml
	$(BIN)/shellcheck .ci/run

types: install
	$(BIN)/mypy

unit: install
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

cover: install ## Run the tests, list lines without coverage, and fail below the minimum in pyproject.toml
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --cov --cov-report=term:skip-covered

soak: install ## Kill the bot 2,000 times, simulate a whole day of faults, and run all that a usual run leaves out (over an hour)
	VEO_SOAK=18 $(BIN)/python -m pytest -n 2 --dist worksteal -s -q tests/worker/test_faults_day.py tests/storage/money tests/chaos
	VEO_SOAK=2 $(BIN)/python -m pytest -n 2 --dist worksteal -q --ignore tests/storage/money --ignore tests/chaos

bench: install ## Run the benchmarks of docs/performance.md
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--annotation-style line --no-emit-index-url --no-header --no-emit-package veo-bot $(if $(UPGRADE),--upgrade)
lock: ## Update the lock files from pyproject.toml (UPGRADE=1: upgrade everything)
	$(INSTALL) dev
	$(COMPILE) pyproject.toml --all-extras -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra demo --extra heic -c requirements-dev.txt -o requirements-demo.txt
	$(COMPILE) pyproject.toml --extra postgres --extra heic -c requirements-dev.txt -o requirements.txt
	$(COMPILE) --group tools -c requirements-dev.txt -o requirements-tools.txt

dist: install ## Build the wheel and the source archive
	$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir dist

notes: install ## Write this version's section of the changelog to dist/NOTES.md
	@mkdir -p dist
	@awk -v version="$$($(BIN)/veo-bot --version | cut -d ' ' -f 2)" \
		'/^## /{ here = $$2 == version; found += here; next } here; END { exit !found }' CHANGELOG.md > dist/NOTES.md \
		|| { echo "CHANGELOG.md has no section for this version."; exit 1; }

clean: ## Remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov *.egg-info build dist .coverage*
