# Two commands do everything on a machine with Python 3.11+ and make:
#   make conformance [BASE_URL=https://… TARGET=profile.toml REPORT_DIR=reports ARGS="-n 4"]
#   make test
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
REPORT_DIR ?= reports
ARGS   ?=

.PHONY: conformance test detection detection-quick mutation lint clean venv

conformance: $(STAMP)
	$(BIN)/pytest $(if $(BASE_URL),--base-url=$(BASE_URL)) $(if $(TARGET),--target=$(TARGET)) --report-dir=$(REPORT_DIR) $(ARGS)

# The project's own tests, three at a time as many of them wait, then what they are about: a sample of the
# faults and dialects.
test: $(STAMP) lint
	$(BIN)/pytest -c selftests/pytest.ini selftests -n 3 $(ARGS)
	$(BIN)/python -m selftests.detection --quick --sample 30 --jobs 2

# All faults, each with the tests concerned, and all dialects with the scenarios.
detection-quick: $(STAMP)
	$(BIN)/python -m selftests.detection --quick --jobs 2 --resume reports/detection-quick.jsonl

# The mutants of the reference's rules and views, on a copy of the tree; the survivors are listed at the end.
mutation: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutation]'
	rm -rf reports/mutation && mkdir -p reports/mutation
	git archive HEAD | tar -x -C reports/mutation
	cd reports/mutation && export PYTHONPATH=. PATH="$(CURDIR)/$(BIN):$$PATH" && \
		cosmic-ray init selftests/mutation/cosmic-ray.toml mutants.sqlite --force && \
		cr-filter-operators mutants.sqlite selftests/mutation/cosmic-ray.toml && \
		python -m selftests.mutation mutants.sqlite && \
		cr-report mutants.sqlite --surviving-only

# Every fault and every dialect; resumable, and the matrix goes into the reports.
detection: $(STAMP)
	$(BIN)/python -m selftests.detection --jobs 2 --seeds 3 --resume reports/detection.jsonl --output specs/detection.json

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
