# Two commands on a fresh Debian machine with python3, pip, make and git: `make run` and `make test`.
PY := .venv/bin/python
PORT ?= 8000
PROFILE ?= kent
SEED ?= 7
# One more than there are cores: tests with browsers, mail and killed servers mostly wait. Each
# worker gets a stretch of the suite, so that what a module sets up is set up once, and whoever is
# done takes from the others.
WORKERS ?= $(shell expr `nproc` + 1)
DATA ?= data
HERE = PLUMBLINE_DATA=$(DATA) PLUMBLINE_LISTEN=127.0.0.1:$(PORT) PLUMBLINE_ADDRESS=http://127.0.0.1:$(PORT)

.PHONY: run test check setup assets system-run system-test bench tck walks migration clean

run: setup system-run assets ## serve the demonstration
	@$(HERE) .venv/bin/plumbline demo --profile $(PROFILE) --seed $(SEED) --if-empty
	@$(HERE) .venv/bin/plumbline serve --demo

test: setup system-test assets check ## everything that must hold
	$(PY) -m pytest -q -rs -n $(WORKERS) --dist worksteal

check: setup ## style, types and the import rule
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

bench: setup assets ## speed, as a table and in bench.json
	$(PY) tests/bench/run.py --json bench.json

walks: setup assets ## random walks over random diagrams, and quarters of the whole programme: twenty times as many as the tests make
	WALKS=20 $(PY) -m pytest -q -n $(WORKERS) tests/walks tests/handlers/simulation/test_walks.py

tck: setup assets ## the public DMN TCK: of a copy at TCK=PATH, or fetched
	@[ -n "$(TCK)" ] || [ -d data/tck ] || \
	  git clone --quiet --depth 1 https://github.com/dmn-tck/tck data/tck
	$(PY) tests/tck/run.py $(or $(TCK),data/tck)

setup: .venv/.done

# Without ensurepip (python3-venv may be missing): the system's pip installs into the new environment.
.venv/.done: pyproject.toml
	@echo "Setting up .venv"; python3 -m venv --without-pip .venv
	@python3 -m pip --python .venv/bin/python install --quiet pip
	@PLUMBLINE_SKIP_ASSETS=1 $(PY) -m pip install --quiet -e '.[dev]'
	@touch $@

assets: setup
	@$(PY) web/assets/build_assets.py

system-run: ; @.ci/system-packages pango
system-test: ; @.ci/system-packages pango chromium postgresql

clean: ## forget everything that was set up
	rm -rf .venv data web/static/vendor engine/expressions/kernel/dist web/assets/node_modules
