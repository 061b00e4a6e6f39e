# The workshop: every command a contributor or a reader needs. `make` lists them.
#
#   PYTHON   the interpreter to build the virtual environment with (3.11 or newer)
#   VENV     where that environment lives; one for each interpreter, so that they do not overwrite each other
#   ARGS     passed on to weakties or pytest:  make reproduce ARGS="--jobs 8"   make test ARGS="tests/laws -x"
PYTHON ?= python3
VENV ?= .venv$(if $(filter-out python3,$(PYTHON)),-$(notdir $(PYTHON)))
ARGS ?=

BIN := $(VENV)/bin
# Hashes of every file are checked. Bytecode is compiled when a module is first imported, which halves the wait. Containers often
# forbid Python to write it (PYTHONDONTWRITEBYTECODE), and then every start compiles all that it imports, six seconds: what make
# starts may write, and for what is started by hand the packages are compiled once.
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -qq --no-compile
# Nothing is built but EoN, which comes as source only: its builder, setuptools, is in the lock.
WHEELS := --only-binary :all: --no-binary eon
LOCKED := $(PIP) --no-build-isolation $(WHEELS) --require-hashes -r

unexport PYTHONDONTWRITEBYTECODE
BYTECODE := $(if $(PYTHONDONTWRITEBYTECODE),PYTHONWARNINGS=ignore $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true,:)

MADE := $(VENV)/.stamp-made
RUN := $(VENV)/.stamp-run
PROJECT := $(VENV)/.stamp-project
TEST := $(VENV)/.stamp-test
DOCS := $(VENV)/.stamp-docs

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install reproduce quick figures gallery documents docs dist test lint format types bench lock clean

help:  ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
	    while IFS="$$(printf '\t')" read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done
	@echo '  with another Python:  make test PYTHON=python3.13'

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "weak-ties needs Python 3.11 or newer, and '$(PYTHON)' is not one: name one, as in  make PYTHON=python3.11"; \
	    exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	    echo "'$(PYTHON) -m venv' failed: install the venv module (on Debian and Ubuntu: apt-get install python3-venv)"; \
	    rm -rf $(VENV); exit 1; }
	@touch $@

$(RUN): .lock/run.txt | $(MADE)
	@echo "installing the locked packages into $(VENV) (1.2 GB unpacked; half a minute to a few minutes) ..."
	@$(LOCKED) .lock/run.txt
	@$(BYTECODE)
	@touch $@

$(PROJECT): pyproject.toml | $(RUN)
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TEST): .lock/test.txt | $(RUN)
	@echo "installing the locked test packages into $(VENV) ..."
	@$(LOCKED) .lock/test.txt
	@touch $@

$(DOCS): .lock/docs.txt | $(RUN)
	@echo "installing the locked packages that draw the manual into $(VENV) ..."
	@$(LOCKED) .lock/docs.txt
	@touch $@


install: $(RUN) $(PROJECT)  ## make the virtual environment with the locked packages and this project

reproduce: install  ## install, run every finding, judge it, draw it (resumes where it was stopped)
	@$(BIN)/weakties reproduce $(ARGS)

quick: install  ## the same with small designs
	@$(BIN)/weakties reproduce --quick $(ARGS)

figures: install  ## redraw the figures from saved results
	@$(BIN)/weakties figures $(ARGS)

documents: install  ## write the tables of README.md and ODD.md anew, from declarations and results
	@$(BIN)/python -m weakties.experiments.documents

gallery: figures  ## redraw, and renew the committed images that the README shows (figures/gallery)
	@$(BIN)/python -m weakties.experiments.gallery

docs: install $(DOCS)  ## write the manual into build/docs/site: a folder to open
	@$(BIN)/python -m weakties.experiments.manual

test: install $(TEST)  ## install and run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(TEST)  ## style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(TEST)  ## put formatting right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# mypy reads folders, not what is installed: links put the rooms where the names of their modules say they are.
types: $(TEST)  ## check the type hints
	@mkdir -p build/types/weakties
	@ln -sfn ../../../simulation/weakties/__init__.py build/types/weakties/__init__.py
	@for room in simulation analysis figures experiments; do ln -sfn ../../../$$room build/types/weakties/$$room; done
	@$(BIN)/mypy

bench: install $(TEST)  ## time the parts that must be fast
	@$(BIN)/python -m pytest tests/benchmarks -p no:xdist --benchmark-enable --benchmark-only $(ARGS)

lock: $(MADE)  ## resolve the newest versions for every Python from 3.11 on and write their hashes to .lock
	@$(PIP) uv
	@$(BIN)/uv pip compile -q pyproject.toml .lock/build.in --extra all -o .lock/run.txt $(RESOLVE)
	@$(BIN)/uv pip compile -q pyproject.toml .lock/build.in -o .lock/test.txt $(RESOLVE) \
	    --extra all --extra test --constraint .lock/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml .lock/build.in -o .lock/docs.txt $(RESOLVE) \
	    --extra all --extra docs --constraint .lock/run.txt

RESOLVE = $(WHEELS) --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

# As a stranger gets it: both archives, each into an environment that has the locked packages and nothing of the checkout.
DIST := build/dist
dist: $(RUN)  ## make the wheel and the sdist, install each into an empty environment, and try it
	@rm -rf dist $(DIST) && mkdir -p dist $(DIST)
	@$(BIN)/python -c "from setuptools import build_meta as b; b.build_sdist('dist'); b.build_wheel('dist')" > $(DIST)/log 2>&1 || { tail -5 $(DIST)/log; exit 1; }
	@for archive in dist/*.whl dist/*.tar.gz; do \
	    echo "installing $$archive into an empty environment ..."; \
	    rm -rf $(DIST)/env && $(PYTHON) -m venv $(DIST)/env && \
	    $(DIST)/env/bin/python -m pip install -qq --no-compile --no-build-isolation $(WHEELS) --require-hashes -r .lock/run.txt && \
	    $(DIST)/env/bin/python -m pip install -qq --no-deps --no-build-isolation $$archive && \
	    cp tests/users/smoke.py $(DIST)/env/smoke.py && \
	    (cd $(DIST)/env && bin/python smoke.py) || exit 1; \
	done
	@rm -rf $(DIST) && ls -l dist

clean:  ## remove virtual environments and caches (results stay)
	rm -rf .venv .venv-* build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks
	find simulation analysis figures experiments tests -name __pycache__ -type d -prune -exec rm -rf {} +
