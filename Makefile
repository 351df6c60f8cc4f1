# Every command of the project. A fresh machine needs Python 3.11 or newer, git and make; the rest is set up here.

# The first of these that is new enough makes the virtual environment; `make PYTHON=… html` chooses another.
PYTHON ?= $(firstword $(foreach python,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(python) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(python))))
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
PORT ?= 8000

export PYTHONPATH := plugins
# The same bytes on every run, wherever Python would order by hash.
export PYTHONHASHSEED := 0
# Python keeps what it has compiled of the plugins, whatever the environment says: each command starts 0.3 s sooner.
unexport PYTHONDONTWRITEBYTECODE
# As it was typed: a title may hold what make or the shell would read as theirs.
export NEW_TITLE := $(value TITLE)

.DEFAULT_GOAL := help
.PHONY: help html publish new due check devserver serve cards preview changes audit proofread test golden bench lint format lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

html: $(VENV)/.build ## publish: build the production site into output/ (SITEURL=https://… for another address)
	@$(PY) -m publishing html

publish: html ## the same as html

new: $(VENV)/.build ## write a new post: make new TITLE="What a share is"
	@$(PY) -m writing new

due: $(VENV)/.build ## list the posts and pages that wait for their day
	@$(PY) -m writing due

check: $(VENV)/.build ## tell what is wrong with the content; builds nothing
	@$(PY) -m publishing check

devserver: $(VENV)/.build ## preview at http://localhost:8000 (PORT=…), rebuilt and reloaded on every change
	@$(PY) -m publishing devserver --port $(PORT)

serve: $(VENV)/.build ## look at output/ as it was published last (PORT=…)
	@$(PY) -m publishing serve --port $(PORT)

cards: $(VENV)/.build ## draw share cards into cards/: a contact sheet of all, or SLUG=… in the sizes of posts
	@$(PY) -m publishing cards $(SLUG)

preview: $(VENV)/.build ## draw how networks will show each page: a local page, .cache/previews/index.html
	@$(PY) -m publishing preview

changes: $(VENV)/.build ## tell what a publish would change for networks, and which of them to refresh by hand
	@$(PY) -m publishing changes

audit: $(VENV)/.build ## judge the site as networks and search engines will meet it; docs/checks.md lists the rules
	@$(PY) -m publishing audit

proofread: $(VENV)/.build ## compute sums again, check sentences, sources, claims and repetitions (FILES=… for some files alone)
	@$(PY) -m proofreading $(FILES)

test: $(VENV)/.dev ## run the tests
	@$(PY) -m pytest

golden: $(VENV)/.dev ## write the golden files anew; read the difference before you commit it
	@$(PY) -m pytest -q tests/test_golden.py tests/social/card/test_golden_cards.py tests/publishing/test_invalid.py --golden

bench: $(VENV)/.bench $(VENV)/.dev ## measure builds beside Pelican and Hugo, the preview and pages (SIZES="1000 5000" OPTIONS=--help)
	@$(PY) tests/benchmarks/builds.py $(if $(SIZES),--sizes $(SIZES)) $(OPTIONS)

lint: $(VENV)/.dev ## ruff check, ruff format --check, mypy --strict on plugins/
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(VENV)/.dev ## put the Python files in order
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: ## resolve the dependencies of pyproject.toml anew (needs uv)
	@uv pip compile -q $(LOCK) pyproject.toml -o requirements.lock --upgrade
	@uv pip compile -q $(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock --upgrade
	@uv pip compile -q $(LOCK) pyproject.toml --group bench -c requirements.lock -o requirements-bench.lock --upgrade

clean: ## remove what was built: output/, cards/ and the caches; files of yours in them stay
	@$(PYTHON) -m publishing.clean

LOCK := --universal --generate-hashes --python-version 3.11 --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

$(VENV)/pyvenv.cfg:
	@test -n '$(PYTHON)' || { echo 'No Python 3.11 or newer was found; install one, or name it: make PYTHON=/path/to/python3 …' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# A stamp a lock file: pip runs only when that file has changed.
$(VENV)/.build: requirements.lock $(VENV)/pyvenv.cfg
	@echo 'Setting up $(VENV) …'
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/pyvenv.cfg
	@echo 'Setting up $(VENV) for tests …'
	@$(PIP) -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/pyvenv.cfg
	@echo 'Setting up $(VENV) for the benchmark …'
	@$(PIP) -r requirements-bench.lock
	@touch $@
