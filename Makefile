# Everything below works on a fresh clone: `make demo`, `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format generate docs bench clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: $(READY)  ## make .venv and install mailrules there; a second call does nothing

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "mailrules needs Python 3.11 or newer, and \"$(PYTHON)\" is:" \
	       "$$($(PYTHON) --version 2>&1 || echo not there)." \
	       "Install one, or name it: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --upgrade-deps .venv || { \
	  echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@$(BIN)/python -m mailrules.language
	@touch $(READY)

demo: setup  ## judge the letters in examples/
	@sh examples/demo.sh $(BIN)/mailrules

test: setup  ## run all tests, with coverage
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term

check: setup  ## lint, types, layers, generated files, documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mailrules templates check --quiet
	@$(BIN)/python -m tools.generate --check
	@$(BIN)/python -m tools.site

format: setup  ## put the code in the house's form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

generate: setup  ## write catalogues, rule pages and schemas anew
	@$(BIN)/python -m tools.generate

docs: setup  ## build the documentation as a site, in build/site
	@$(BIN)/python -m tools.site

bench: setup  ## speed, and accuracy where MAILRULES_CORPORA names the data
	@$(BIN)/python -m benchmarks

clean:  ## remove what the commands above made
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
