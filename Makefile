# Everything a newcomer needs: make demo, make test, make run.
PYTHON ?= $(shell for p in .venv/bin/python python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL = @test -n "$(PYTHON)" || { echo "Veo Bot needs Python 3.11, 3.12 or 3.13 and found none; name one with: make PYTHON=/path/to/python3.12"; exit 1; }; \
	$(PYTHON) scripts/environment.py
# Tests start the bot many times: it should be compiled once, also where bytecode is switched off.
export PYTHONDONTWRITEBYTECODE :=
# Tests wait for other processes, and for time to pass, as much as they compute.
JOBS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 2)

.PHONY: help demo run test install lint types unit cover soak bench lock dist notes clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: ## Try the bot in a browser, without any token (LATENCY=8 seconds a video, PORT=8123)
	$(INSTALL) demo
	@echo "Starting the demo ..."
	@$(BIN)/veo-bot demo --latency $(or $(LATENCY),8) --port $(or $(PORT),0)

run: ## Run the bot for real, with the settings in .env
	$(INSTALL) run
	@$(BIN)/veo-bot run

install: ## Make .venv with all that development needs
	$(INSTALL) dev

test: lint ## Everything that CI checks
	@$(MAKE) --no-print-directory -j 2 types unit

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PATH="$(BIN):$$PATH" actionlint .github/workflows/*.yml
	$(BIN)/shellcheck .ci/run

types: install
	$(BIN)/mypy

unit: install
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

cover: install ## Run the tests, say which lines none of them reaches, and fail below the floor in pyproject.toml
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --cov --cov-report=term:skip-covered

soak: install ## Kill the bot 2,000 times, and live through a whole day of faults (about an hour)
	VEO_SOAK=18 $(BIN)/python -m pytest -n 2 --dist worksteal -s -q tests/worker/test_faults_day.py tests/chaos

bench: install ## Measure what docs/performance.md states
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--annotation-style line --no-emit-index-url --no-header --no-emit-package veo-bot $(if $(UPGRADE),--upgrade)
lock: ## Pin what pyproject.toml allows, with hashes (UPGRADE=1: the newest of everything)
	$(INSTALL) dev
	$(COMPILE) pyproject.toml --all-extras -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra demo --extra heic -c requirements-dev.txt -o requirements-demo.txt
	$(COMPILE) pyproject.toml --extra postgres --extra heic -c requirements-dev.txt -o requirements.txt
	$(COMPILE) --group tools -c requirements-dev.txt -o requirements-tools.txt

dist: install ## Build the wheel and the source archive
	$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir dist

notes: install ## Write what the changelog says about this version into dist/NOTES.md
	@mkdir -p dist
	@awk -v version="$$($(BIN)/veo-bot --version | cut -d ' ' -f 2)" \
		'/^## /{ here = $$2 == version; found += here; next } here; END { exit !found }' CHANGELOG.md > dist/NOTES.md \
		|| { echo "CHANGELOG.md has no section for this version."; exit 1; }

clean: ## Remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov *.egg-info build dist .coverage*
