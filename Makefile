# Everything that a contributor needs, with nothing but Python 3.11 or newer, git and make.
#
#   make demo     a sample survey of an invented organisation, scored, with its report in demo/
#   make test     the whole test suite
#   make lint     style, types, the order of the layers, the declared dependencies
#   make bench    speed and memory against their floors, as a table (N=10000000 for ten million rows)
#   make alike    how often groups that are alike are called above or below the whole
#   make attack   attacks on what is published, what protection hides, how long the gate takes (ORGANISATIONS=3000)
#   make mutants  small changes of the code that no test notices (MUTANTS=src/mentorscan/disclosure for that folder)
#   make fuzz     damaged files for every reader, a minute each; needs Python 3.11 to 3.13 (READERS='xlsx ods', MINUTES=5)
#   make kills    the interview killed at random moments (KILLS=300): whether a word is ever lost
#   make clean    removes what these targets made

PYTHON ?= python3
N ?= 1000000
ORGANISATIONS ?= 300
MUTANTS ?= src/mentorscan/scoring
MINUTES ?= 1
KILLS ?= 300
READERS ?=

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/ready

.PHONY: demo test lint bench alike attack mutants fuzz kills clean
.DEFAULT_GOAL := demo

demo: $(READY)
	$(BIN)/mentorscan demo demo/ --force

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

bench: $(READY)
	$(BIN)/python -m benchmarks.run --rows $(N)

alike: $(READY)
	$(BIN)/python -m benchmarks.alike

attack: $(READY)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.gate $(ORGANISATIONS)

mutants: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,mutants]'
	$(BIN)/python -m benchmarks.mutants $(MUTANTS)

fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,fuzz]'
	$(BIN)/python -m benchmarks.fuzz $(MINUTES) $(READERS)

kills: $(READY)
	$(BIN)/python -m benchmarks.kills $(KILLS)

clean:
	rm -rf .venv demo dist build mutants benchmarks/data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mentorscan needs Python 3.11 or newer; try make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@
