# xinwengao: every target makes its own .venv from requirements.lock; python3.11, pip and make are all it needs.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := build/lock
# The first interpreter that really runs: a version manager's stub answers to python3.11 without having one.
PYTHON ?= $(shell for python in python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip --no-input --disable-pip-version-check
TABLES := README.md README.zh-CN.md docs/evaluation.md

export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test evaluate quality docs bench fuzz suites train lint format lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## Read corpus/raw, write every table and record into outputs
	@$(BIN)/xinwengao run corpus/raw -o outputs

test: $(READY) ## Run all tests
	@$(BIN)/python -m pytest

evaluate: run ## Read corpus/raw and compare the result with corpus/gold; ends with an error below corpus/floors.toml
	@$(BIN)/xinwengao evaluate outputs corpus/gold --floor corpus/floors.toml

quality: run ## Write the quality tables into the READMEs and docs/evaluation.md
	@$(BIN)/python benchmarks/quality.py outputs corpus/gold --write $(TABLES)
	@$(BIN)/xinwengao run corpus/raw -o build/rules --config corpus/rules.toml
	@$(BIN)/python benchmarks/quality.py build/rules corpus/gold --marks rules --write docs/evaluation.md

docs: $(READY) ## Write docs/amounts-and-dates.md from the tables of the tests
	@$(BIN)/python benchmarks/forms.py

bench: $(READY) ## Time the pipeline against bare jieba (LAC=python that has LAC: against it too), and many documents of each format
	@$(BIN)/python benchmarks/speed.py $(if $(LAC),--lac $(LAC))
	@$(BIN)/python benchmarks/documents.py

fuzz: $(READY) ## Try readers and writers on 100,000 damaged and made-up files (28 tests), amounts and dates on 100,000 strings
	@XINWENGAO_FUZZ=$${FUZZ:-3600} $(BIN)/python -m pytest -q tests/read/test_fuzz.py tests/write/test_fuzz.py
	@XINWENGAO_FUZZ=$${FUZZ:-8400} $(BIN)/python -m pytest -q tests/normalize/test_bounded_time.py

suites: $(READY) ## Score amounts and dates on other projects' published cases, where they are at hand
	@$(BIN)/python benchmarks/suites.py

train: ## Train the tagger anew from the labelled sets in DATA, JOBS steps at once, and write its pack (see docs/model-card.md)
	@test -d "$(DATA)" || { echo "make train DATA=folder: the folder of the labelled sets; see docs/model-card.md" >&2; exit 2; }
	@$(PYTHON) -m venv build/train
	@build/train/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@build/train/bin/python -m training.tagger "$(DATA)" --jobs $(or $(JOBS),1)

lint: $(READY) ## Check style, types and the order of the rooms
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(READY) ## Put the code into its format
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format

lock: ## Write requirements.lock anew from pyproject.toml, with the newest versions that it allows
	@$(PYTHON) -m venv --clear $(LOCK)
	@$(LOCK)/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	@$(LOCK)/bin/pip-compile --quiet --no-header --upgrade --extra dev --build-deps-for editable --allow-unsafe \
		--generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file $(LOCK)/requirements.lock pyproject.toml
	@{ echo '# Written by `make lock` from pyproject.toml: all packages of .venv, with the hashes of their files.'; \
	   cat $(LOCK)/requirements.lock; } >requirements.lock
	@rm -rf $(LOCK)

clean: ## Remove the virtual environment and caches; outputs and corpus stay
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip's chatter goes into a log that is shown only when something fails. The stamp is written last, so a half-made
# environment is made again. jieba comes as source: its warnings while it is built are part of the chatter.
$(READY): pyproject.toml requirements.lock
	@test -x $(BIN)/python || test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one with make PYTHON=…" >&2; exit 1; }
	@echo "Preparing $(VENV) from requirements.lock (the first time takes a minute or two) …" >&2
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@{ $(PIP) install --require-hashes -r requirements.lock && \
	   $(PIP) install --no-deps --no-build-isolation -e .; } >$(VENV)/install.log 2>&1 || \
		{ cat $(VENV)/install.log >&2; exit 1; }
	@touch $@
