# `make site` and `make test` are all that a newcomer needs. Everything is installed into .venv/.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := site
.PHONY: actionlint site packet serve test check lint golden pictures bench bench-extraction bench-packet bench-check clean chromium nu office poppler

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 2; }
	@rm -rf .venv; $(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; sh tests/apt.sh python3-venv && $(PYTHON) -m venv .venv; } \
		|| { echo "Python cannot make environments; install python3-venv"; exit 2; }
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[packet]'
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

site: .venv/installed  ## build site/
	$(BIN)/rashomon build

packet: .venv/installed  ## print the sample's reading packet into packets/: every copy, every format
	$(BIN)/rashomon packet --format all

serve: .venv/installed  ## show the site at a local address, build again on change
	$(BIN)/rashomon serve

chromium: .venv/installed-dev
	@sh tests/chromium.sh

nu: .venv/made
	@sh tests/nu.sh

actionlint: .venv/made
	@sh tests/actionlint.sh

office:
	@sh tests/office.sh

poppler:
	@sh tests/poppler.sh

test: .venv/installed-dev actionlint chromium nu office poppler  ## run every test
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/rashomon schema --check
	$(BIN)/rashomon strip --check
	$(BIN)/rashomon check

check: lint test  ## linters, types, import contract, corpus and tests

golden: .venv/installed-dev  ## write the expected results of the cases anew; read the diff before you commit it
	$(BIN)/python -m tests.golden

pictures: site .venv/installed-dev chromium  ## make the README's pictures from the site
	$(BIN)/python -m tests.pictures

bench: .venv/installed-dev  ## measure what a build costs and what the pages weigh, beside plain MkDocs
	$(BIN)/python -m tests.bench.site

bench-extraction: .venv/installed-bench  ## measure the stripping on pages in DATA, beside trafilatura, and the batch
	@test -n "$(DATA)" || { echo "say where the pages are: make bench-extraction DATA=FOLDER (see tests/bench/extraction.py)"; exit 2; }
	$(BIN)/python -m tests.bench.extraction --data "$(DATA)"
	$(BIN)/python -m tests.bench.train_text --data "$(DATA)"
	$(BIN)/python -m tests.bench.train_html --data "$(DATA)"

bench-check: .venv/installed-dev  ## measure the check on 10,000 annotations, beside PyYAML with jsonschema
	$(BIN)/python -m tests.bench.check

bench-packet: .venv/installed-dev  ## measure how long packets take and how large they are
	$(BIN)/python -m tests.bench.packet

.venv/installed-bench: .venv/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

clean:
	rm -rf .venv .rashomon site site-offline site-offline.zip
