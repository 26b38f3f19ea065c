# Needs python3 (3.11 or newer) and make; everything else goes into .venv, pinned by the locks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/locks/bin/uv

# A stamp's name carries the checksum of what it stands for: a changed lock asks for a new set-up, a touched one does not.
key = $(firstword $(shell cat $(1) 2>/dev/null | cksum))
PROJECT := $(VENV)/stamps/project-$(call key,pyproject.toml)
RUN := $(VENV)/stamps/run-$(call key,deploy/requirements.txt)
TEST := $(VENV)/stamps/test-$(call key,tests/requirements.txt)

# Twice quiet: errors alone are shown, not the warnings of whatever package index is configured.
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: help demo run bench test quick torture locks clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@echo 'make demo    play a whole session in the browser   (ARGS=--headless prints it instead)'
	@echo 'make run     run the bot                           (ARGS=... goes to youshi run)'
	@echo 'make bench   measure the bot                       (ARGS=... goes to youshi bench)'
	@echo 'make quick   the fast tests, under a minute        (ARGS=... goes to pytest)'
	@echo 'make test    every check and every test'
	@echo 'make torture kill the bot 250 times while people vote (ARGS="--sqlite 20 --postgres 0 --seed 7")'
	@echo 'make locks   pin the dependencies again            (ARGS=--upgrade takes newer versions)'
	@echo 'make clean   remove .venv and the caches'

demo run bench: $(RUN) $(PROJECT)
	@$(BIN)/youshi $@ $(ARGS)

# Types are checked beside the tests: otherwise a core would be idle for a minute.
test: $(TEST) $(PROJECT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	@$(BIN)/mypy & types=$$!; $(BIN)/pytest -n 3 --dist worksteal $(ARGS); tests=$$?; wait $$types && exit $$tests

quick: $(TEST) $(PROJECT)
	$(BIN)/pytest -n 2 -m 'not slow and not postgres' $(ARGS)

torture: $(TEST) $(PROJECT)
	@PYTHONPATH=tests $(BIN)/python -m torture $(ARGS)
	@YOUSHI_LONG=1 $(BIN)/pytest -n 2 -m long

# The locks are made together: the run's takes the versions of the tests', so that one .venv serves both.
locks:
	@$(call require-python)
	@test -x $(UV) || { $(PYTHON) -m venv $(VENV)/locks && $(VENV)/locks/bin/python -m pip install -qq uv; }
	@$(call compile,tests/requirements.txt,--extra test)
	@$(call compile,deploy/requirements.txt,--constraint tests/requirements.txt)

compile = $(UV) pip compile pyproject.toml --group build --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make locks' \
	$(2) $(ARGS) --output-file $(1) >/dev/null

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

define require-python
command -v $(PYTHON) >/dev/null || { echo 'Python 3.11 or newer is needed, and $(PYTHON) was not found.' >&2; exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make PYTHON=python3.13" >&2; exit 1; }; \
$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	|| { echo 'This Python cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
endef

$(BIN)/python:
	@$(call require-python)
	@echo 'set-up: making .venv'
	@$(PYTHON) -m venv $(VENV)

# The tests' lock is a superset of the run's, so its set-up serves the run too.
$(TEST): | $(BIN)/python
	@echo 'set-up: installing what the tests need (a minute or two, once)'
	@$(PIP) install --require-hashes -r tests/requirements.txt
	@mkdir -p $(@D) && rm -f $(@D)/test-* $(@D)/run-* && touch $@ $(RUN)

$(RUN): | $(BIN)/python
	@echo 'set-up: installing what the bot needs (a minute, once)'
	@$(PIP) install --require-hashes -r deploy/requirements.txt
	@mkdir -p $(@D) && rm -f $(@D)/run-* && touch $@

$(PROJECT): | $(RUN)
	@echo 'set-up: installing the bot itself'
	@$(PIP) install --no-deps --no-build-isolation -e .
	@mkdir -p $(@D) && rm -f $(@D)/project-* && touch $@
