# Everything runs from .venv, made from the lock files; nothing else is needed than Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
unexport PYTHONDONTWRITEBYTECODE

PEERS := $(VENV)/peers
AUDITORS := $(VENV)/auditors

.DEFAULT_GOAL := demo
.PHONY: help demo test check format coverage bench torture audit sbom lock clean

help:  ## lists what make can do here
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(VENV)/.runtime  ## plays a deal from /invoice to the customer's PO, and finance's desk, and stays up
	@$(BIN)/jupiter demo $(ARGS)

test: $(VENV)/.development  ## the whole suite; ARGS goes to pytest
	$(BIN)/pytest -n 3 $(ARGS)

check: $(VENV)/.development  ## formatter, linter, strict types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.development  ## formats, and fixes what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

coverage: $(VENV)/.development  ## the suite, with which lines and branches it runs; ARGS goes to pytest
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 3 $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: $(PEERS)/.installed  ## one table of how fast it is beside its peers; ARGS=--quick looks for a moment
	PYTHONPATH=.:$(PEERS) $(BIN)/python -W ignore -m tests.bench $(ARGS)

torture: $(VENV)/.development  ## deals while processes are killed and all places fail; ARGS="--kills 1000 --database both"
	PYTHONPATH=. $(BIN)/python -m tests.torture $(ARGS)

$(PEERS)/.installed: tests/bench/requirements.txt $(VENV)/.development
	$(BIN)/pip install --quiet --require-hashes --upgrade --target $(PEERS) -r tests/bench/requirements.txt
	@touch $@

audit: $(AUDITORS)/.installed  ## bandit, and which locked libraries have known weaknesses (asks the package index)
	PYTHONPATH=$(AUDITORS) $(BIN)/python -m bandit --quiet --recursive --severity-level high bot jupiter_core
	PYTHONPATH=$(AUDITORS) $(BIN)/python -m pip_audit --require-hashes --disable-pip -r requirements.lock

$(AUDITORS)/.installed: tests/audit/requirements.txt $(VENV)/.development
	$(BIN)/pip install --quiet --require-hashes --upgrade --target $(AUDITORS) -r tests/audit/requirements.txt
	@touch $@

sbom: $(VENV)/.runtime  ## writes out/sbom.json: the libraries that run, as CycloneDX 1.6
	@mkdir -p out
	$(BIN)/jupiter sbom > out/sbom.json

lock:  ## needs uv; the lock files name no index
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build -o requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.lock -o tests/bench/requirements.txt tests/bench/requirements.in
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.lock -o tests/audit/requirements.txt tests/audit/requirements.in

clean:  ## removes .venv and what tools have kept
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage .coverage.*

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
