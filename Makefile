# Needs Python 3.11 or later, make, and a package index; everything lands in .venv, nothing needs root.
# `make PYTHON=/path/to/python` chooses the Python; settings of pip (PIP_INDEX_URL and the like) are respected.

# The versions that the tests were run on come first; the newest that works is taken.
PYTHONS = python3.13 python3.12 python3.11 python3.14 python3.15 python3 python
USABLE = import ensurepip, sqlite3, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))

RUN = .venv/bin/python -m
PIP = $(RUN) pip --disable-pip-version-check --quiet install
LOCK = $(RUN) uv --quiet pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: help demo test bench fuzz hands lock wheel clean

.DELETE_ON_ERROR:

help: ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

demo: .venv/ready ## set up, and show the product on published agreements and figures
	@$(RUN) ledger.demo

test: .venv/ready ## set up, and pass every check and every test
	$(RUN) ruff check --quiet
	$(RUN) ruff format --check --quiet
	$(RUN) mypy --no-error-summary
	.venv/bin/lint-imports --no-logo
	$(RUN) pytest --numprocesses 2 --dist worksteal

bench: .venv/ready ## measure, each figure beside its peer; with SIZE="10000 100000 1000000" up to a million facts
	@$(RUN) tests.benchmarks $(SIZE)

fuzz: .venv/ready ## try the laws on many more examples than `make test` does
	$(RUN) pytest --numprocesses 2 --dist worksteal -m hypothesis --hypothesis-profile fuzz

hands: .venv/ready ## let many writers at one ledger for minutes, in a file and on a server that is killed
	$(RUN) pytest -m hands

wheel: .venv/ready ## build the wheel into dist/
	$(RUN) pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# requirements.txt is what the product needs, for those who install the wheel with exactly the versions tested;
# requirements-dev.txt is the same and what builds and tests it. Both hold for every platform and Python from 3.11.
lock: .venv/ready ## take the newest versions that pyproject.toml allows into the locks
	$(PIP) uv
	$(LOCK) --upgrade --all-extras --group dev pyproject.toml --output-file requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt pyproject.toml --output-file requirements.txt

clean: ## remove what the other targets made
	rm -rf .venv dist build demo.db* demo.views.db* demo.xlsx .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The project is installed in place, so that a change in it needs no installation; a change of versions does.
# It is compiled as pip compiles a wheel: where Python may not write beside the source, each command would do it again.
.venv/ready: requirements-dev.txt pyproject.toml .venv/bin/python
	$(PIP) --require-hashes --requirement requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(RUN) compileall -qq contracts ledger projections
	@touch $@

.venv/bin/python:
	@for python in $(if $(PYTHON),"$(PYTHON)",$(PYTHONS)); do \
		if "$$python" -c '$(USABLE)' 2>/dev/null; then \
			echo "$$python -m venv .venv"; exec "$$python" -m venv .venv; \
		fi; \
	done; \
	echo "No usable Python: install Python 3.11 or later with venv and sqlite3 (on Debian: python3 and python3-venv)," >&2; \
	echo "or name one: make PYTHON=/path/to/python" >&2; \
	exit 1
