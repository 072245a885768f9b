# Two commands for a newcomer, `make demo` and `make test`; each sets itself up with Python ≥ 3.11 and nothing else.
# Written for GNU make 3.81 and later: that is what macOS brings.

VENV := .venv
BIN := $(VENV)/bin
# Tried in this order, unless you say `make demo PYTHON=/path/to/python`.
PYTHONS := python3 python3.13 python3.12 python3.11 python3.14 python
PIP := $(BIN)/python -m pip --disable-pip-version-check
# `make bench` sets others beside the package, which the package itself never needs.
BENCH := .venv-bench
LOCK := $(VENV)/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --quiet $(UPGRADE)

.DELETE_ON_ERROR:
.PHONY: help demo picture test quick nightly recovery bench lint types imports programs lab lock bundle clean

help: ## what one can ask for
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/make \1	\2/p' Makefile

demo: $(VENV)/ready ## diagnose the example organisation and say where the results are
	$(BIN)/kccdiag demo

picture: $(VENV)/ready ## draw the picture of the README anew
	$(BIN)/kccdiag demo --lang en --out out/picture
	cp out/picture/figures/verdict.svg out/picture/figures/reservoir_map.svg docs/

lab: $(VENV)/ready ## open the notebooks on a copy of the demo
	$(BIN)/kccdiag lab

test: lint types imports programs ## every check: style, types, import layers, doctests and tests
	$(BIN)/python -m pytest --numprocesses auto

quick: lint ## the same without what is slow
	$(BIN)/python -m pytest -q -m "not slow and not notebook and not browser and not spark"

nightly: $(VENV)/ready-dev ## all tests, with forty times as many random examples
	$(BIN)/python -m pytest --hypothesis-profile=nightly

recovery: $(VENV)/ready-dev ## plant faults, count what is found and how true the intervals are: docs/how_much_data.md
	$(BIN)/python -m benchmarks.recovery

bench: $(BENCH)/ready ## time the reductions beside pandas, polars and pm4py: benchmarks/RESULTS.md; bigger: make bench SIZE="--size 8"
	$(BENCH)/bin/python -m benchmarks.scale $(SIZE)

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .

types: $(VENV)/ready-dev
	$(BIN)/mypy

imports: $(VENV)/ready-dev
	$(BIN)/lint-imports --no-logo

programs: ## install what tests drive besides Python: a browser, an office, fonts
	@sh tests/install_programs.sh

lock: $(VENV)/ready-dev ## write the locked versions anew; newest ones: make lock UPGRADE=--upgrade
	$(PIP) install --quiet uv
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group bench --constraint requirements.txt --output-file benchmarks/requirements.txt

bundle: $(VENV)/ready-dev ## one folder for clients without internet; for another machine: make bundle PLATFORM=win_amd64 PYTHON_VERSION=3.12
	$(BIN)/python -m tools.bundle $(if $(PLATFORM),--platform $(PLATFORM)) $(if $(PYTHON_VERSION),--python-version $(PYTHON_VERSION))

clean: ## remove the environment and every cache, no results
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made once, and again when the lock or the package's own needs change.

# The newest Python that all locked packages have wheels for is 3.14; a later one is taken only when there is no other.
$(VENV)/pyvenv.cfg $(BENCH)/pyvenv.cfg:
	@for newest in 14 99; do for python in $(or $(PYTHON),$(PYTHONS)); do \
	  if $$python -c "import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $$newest))" 2>/dev/null; then \
	    echo "Making $(@D) with $$($$python --version)."; \
	    $$python -m venv --clear $(@D) && exit 0; rm -rf $(@D); exit 1; \
	  fi; \
	done; done; \
	echo "No Python 3.11 or later with its venv module found; tried: $(or $(PYTHON),$(PYTHONS))." >&2; \
	echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or say which: make demo PYTHON=/path/to/python3.12" >&2; \
	exit 1

$(VENV)/ready: $(VENV)/pyvenv.cfg requirements.txt pyproject.toml
	@echo 'Installing the locked versions: a minute or two, the first time only.'
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/pyvenv.cfg requirements-dev.txt pyproject.toml
	@echo 'Installing the locked versions: a minute or two, the first time only.'
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/ready

$(BENCH)/ready: $(BENCH)/pyvenv.cfg benchmarks/requirements.txt pyproject.toml
	@echo 'Installing the locked versions and the peers: a minute or two, the first time only.'
	$(BENCH)/bin/python -m pip --disable-pip-version-check install --require-hashes --requirement benchmarks/requirements.txt
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
