# Reading Room. `make site` builds the sample collection, `make test` runs the tests; both install what they need.

PYTHON ?= python3
SECONDS ?= 3600
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps
LOCK := build/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --quiet

.DEFAULT_GOAL := help
.PHONY: help install dev browser site test test-firefox test-kill test-hostile fuzz lint check serve bench bench-100k bench-search quality lock reference clean

help:  ## show this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

install: $(VENV)/.installed  ## install Reading Room into .venv, from the lock file

site: install  ## build the sample collection
	@$(BIN)/python -m generator build

serve: install  ## build it, show it at http://127.0.0.1:8000/, and build again when a file changes
	@$(BIN)/python -m generator serve

test: dev browser  ## run the tests
	$(BIN)/python -m pytest

test-firefox: dev  ## make the journeys of the search in Firefox too (needs Firefox, Node and npm; says so)
	@$(BIN)/python -m tests.firefox

check: lint test  ## run ruff, mypy and the tests

test-kill: dev  ## kill fifty builds at random moments; each next one must give the bytes of a clean build
	KILLS=50 $(BIN)/python -m pytest -s -k moment tests/publish/test_killed.py

test-hostile: dev browser  ## build all that is collected of hostile articles, and open every page (needs SHARED; 20 minutes)
	$(BIN)/python -m tests.hostile

fuzz: dev  ## feed the ingester and the page writer hostile bytes for SECONDS= (3600); what is found fails make test
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

lint: dev  ## run ruff and mypy alone
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy --strict generator

bench: dev  ## time builds of 1,000 and 10,000 articles beside their floor, into docs/guide/performance.md
	$(BIN)/python -m tests.bench

bench-100k: dev  ## time builds of up to 100,000 articles (many hours), into docs/guide/growth.md
	$(BIN)/python -m tests.bench --growth

bench-search: dev browser  ## measure the search on 300 and 10,000 articles, beside Material's, into docs/guide/search.md
	$(BIN)/python -m tests.bench_search

quality: dev  ## measure the analysis on annotated texts, beside its bare libraries, into docs/guide/quality.md
	$(BIN)/python -m tests.quality.report

reference: dev  ## write the tables of commands and settings in docs/guide/ from the code
	$(BIN)/python -m tests.reference

lock:  ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade takes the newest versions)
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --quiet install uv
	$(LOCK) $(UPGRADE) --extra formats --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:  ## remove what builds and installs have made
	git clean -fdXq docs generator tests
	rm -rf site timings.json .readingroom $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
		"Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV)/ (a minute or two)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

browser:
	@command -v chromium >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
	} || { echo "The tests need Chromium: install it (Debian: apt install chromium), then run make test again." >&2; exit 1; }
