# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT

.DEFAULT_GOAL := help
.PHONY: help run setup test check format bench translate lock clean sample site links pages release dist desktop frozen deb twice packages-check

BIN := .venv/bin
SAMPLE := build/sample.fonds
SUBJECT := Edda Marlow
PICTURE := build/fonds.png
ARGS :=
JOBS := auto

# The same bytes in and out whatever the machine's language.
export PYTHONUTF8 := 1

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## set up everything the other targets need (quick when there is nothing to do)
	@sh packaging/setup.sh

sample: setup
	@if ! [ -f $(SAMPLE) ] || ! $(BIN)/fonds --json show $(SAMPLE) "$(SUBJECT)" >/dev/null 2>&1; then \
		mkdir -p $(dir $(SAMPLE)) && rm -f $(SAMPLE) $(SAMPLE)-wal $(SAMPLE)-shm && \
		$(BIN)/python examples/build_sample.py $(SAMPLE); \
	fi

run: sample ## open the window on a sample archive (without a display: its picture and the record as text)
	@sh packaging/run.sh $(SAMPLE) "$(SUBJECT)" $(PICTURE)

test: setup ## run every test, window tests too, without a display (ARGS="-m 'not gui'" and the like are passed on; JOBS=0 runs them one after the other)
	@sh packaging/setup-site.sh
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses=$(JOBS) --dist=worksteal $(ARGS)

check: setup ## format, lint, layers, types
	@$(BIN)/ruff format --check --quiet . || { echo "make format puts this right."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

format: setup ## put the code into the one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup ## run the benchmarks
	@sh packaging/setup-benchmarks.sh
	@$(BIN)/python -m benchmarks $(ARGS)

SITE := build/site-tools/bin/python docs/make_site.py

site: setup ## make the pages into a site to be read offline: build/site/index.html
	@sh packaging/setup-site.sh
	@$(SITE) && echo "The site is in build/site; open build/site/index.html."

links: setup ## list the pages' links to elsewhere and ask whether they answer (needs the network)
	@sh packaging/setup-site.sh
	@$(SITE) --links

pages: setup ## write anew what is generated in docs/: references, pictures, what commands print
	@$(BIN)/python -m fonds.archive.cli.reference > docs/cli.md
	@$(BIN)/python -m fonds.archive.cli.reference --first > archive/fonds/archive/cli/help.txt
	@$(BIN)/python docs/make_events.py
	@$(BIN)/python docs/make_reference.py
	@$(BIN)/python docs/make_diagram.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/make_pictures.py
	@$(BIN)/python docs/make_outputs.py

translate: setup ## bring the window's translations up to date with its texts
	@sh packaging/translate.sh

lock: setup ## resolve the dependencies anew into packaging/requirements (needs the network)
	@sh packaging/lock.sh $(ARGS)

dist: setup ## build the wheel and the sdist into dist/ (the same bytes from the same commit)
	@sh packaging/dist.sh

desktop: setup ## lay out menu entry, icons, MIME type, manual pages and completion in build/desktop
	@sh packaging/desktop.sh

twice: setup ## build all of it twice, in two folders, and compare every byte
	@sh packaging/twice.sh

frozen: setup ## freeze the program with Python and Qt into build/frozen/fonds
	@sh packaging/frozen.sh

release: setup ## check that this tree can be released, build it, say what to tag (tags nothing)
	@$(BIN)/python packaging/release.py

deb: setup ## build the Debian package of the frozen program into dist/
	@sh packaging/deb.sh

packages-check: setup ## build the frozen program and the Debian package, and try both in clean surroundings
	@sh packaging/packages-check.sh

clean: ## remove what was built, the environment too
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
