# Needs Python 3.11 to 3.14, git and make. `make help` says what there is.

BIN := .venv/bin
READY := .venv/.ready
SUITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))

# The first suitable Python on PATH; choose another with `make setup PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c '$(SUITS)' 2>/dev/null && echo $$p && break; done)

# nbgrader calls alembic, and Jupyter its kernel, by name.
WITH_PATH := PATH="$(CURDIR)/$(BIN):$$PATH"

.DEFAULT_GOAL := help
.PHONY: help setup course test serve clean

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/^\([a-z]*\):.*## /  make \1	/'

setup: $(READY) ## make the environment in .venv, and nothing else

$(READY): requirements.lock pyproject.toml exercises/pyproject.toml tools/setup_env.py
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(SUITS)' || { \
		echo 'setup stopped: "$(PYTHON)" is not Python 3.11 to 3.14'; \
		echo '  to mend it: install one, then: make setup PYTHON=/path/to/python'; exit 1; }
	@"$(PYTHON)" tools/setup_env.py .venv
	@touch $@

course: $(READY) ## notebooks, book, a graded sample class and its table
	@$(WITH_PATH) $(BIN)/lossbook course

test: $(READY) ## every check: style, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@said=$$(mktemp); $(BIN)/mypy >$$said 2>&1 & types=$$!; \
	PYTHONDONTWRITEBYTECODE= $(WITH_PATH) \
		$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder; tests=$$?; \
	wait $$types; types=$$?; cat $$said; rm -f $$said; [ $$types = 0 ] && exit $$tests

serve: $(READY) ## read the book in a browser
	@$(WITH_PATH) $(BIN)/lossbook serve

clean: ## remove what was built (build, _build, caches); .venv stays
	rm -rf build _build .pytest_cache .mypy_cache .ruff_cache .hypothesis
