# The verbs of the project. Each sets up what it needs; `make help` lists them.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
OSCEC := $(PY) -m oscec
LANG_CODE ?= en
PIP_FLAGS := --disable-pip-version-check --no-input --quiet

.DEFAULT_GOAL := help
.PHONY: help setup site check serve status translate test lint unit accessibility bench lock clean

help: ## List the verbs
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(VENV)/.runtime ## Create ./.venv with the locked packages

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PY) -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r requirements.txt
	$(PY) tools/link_package.py
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PY) -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r requirements-dev.txt
	touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.runtime
	$(PY) -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r requirements-bench.txt
	touch $@

$(VENV)/.node: tests/node/package-lock.json tests/node/install.py $(VENV)/.dev
	$(PY) tests/node/install.py
	touch $@

site: setup ## Build the whole site into site/
	$(OSCEC) build

check: setup ## Run all gates on all files
	$(OSCEC) check

serve: setup ## Live preview of one language: make serve LANG_CODE=fr
	$(OSCEC) serve --lang $(LANG_CODE)

status: setup ## How far each language has come
	$(OSCEC) status

translate: setup ## A translator's step: make translate DO="new fr words-matter.md"
	$(OSCEC) translate $(or $(DO),--help)

test: lint unit ## Run every test: style, types, import rules, unit, browser

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

unit: $(VENV)/.dev $(VENV)/.node
	sh tools/find_chromium.sh > $(VENV)/chromium
	CHROMIUM="$$(cat $(VENV)/chromium)" $(VENV)/bin/pytest -n auto

accessibility: $(VENV)/.dev $(VENV)/.node ## Test for barriers and write the results that the site publishes
	sh tools/find_chromium.sh > $(VENV)/chromium
	CHROMIUM="$$(cat $(VENV)/chromium)" $(PY) tools/accessibility.py

bench: $(VENV)/.bench ## Compare our builds and checks with a plain build, as ratios
	$(PY) tools/bench.py

lock: $(VENV)/bin/python ## Renew the locked packages with their hashes
	$(PY) -m pip install $(PIP_FLAGS) uv
	$(VENV)/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --group dev pyproject.toml -o requirements-dev.txt
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --group bench -c requirements.txt pyproject.toml -o requirements-bench.txt
	$(PY) tests/node/install.py --renew

clean: ## Remove what was made
	rm -rf $(VENV) .cache site dist
