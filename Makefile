# make demo: a recorded week in under a minute. make test: all tests. Both set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

WEEKS := tests/data/labels/weeks.txt
CATALOGUES := tests/data/labels/catalogues.txt

.PHONY: demo run test check evaluate weights lock setup clean

setup: $(VENV)/.done

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/trucewire demo

run: setup
	$(BIN)/trucewire run

test: setup
	$(BIN)/pytest -n auto

# what CI runs beside the tests
check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# the figures of docs/detection.md, and the weights that are shipped; both read the recorded weeks in ../shared/data
evaluate: setup
	$(BIN)/trucewire evaluate --cross-validate ../shared/data/window_* --also $$(cat $(WEEKS) $(CATALOGUES))

weights: setup
	$(BIN)/trucewire train ../shared/data/window_* $$(cat $(WEEKS)) --also $$(cat $(CATALOGUES)) \
		--out bot/data/weights.json

lock:
	$(PYTHON) -m piptools compile --extra dev --extra web --extra pictures --all-build-deps --allow-unsafe --generate-hashes --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --quiet -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
