# The commands of Parallax. "make" alone lists them.

PYTHON ?= python3
BIN := .venv/bin
CHECK := PARALLAX_SECRET_KEY=only-for-checks DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py
# Two processes, each with whole files of tests (and with a site and a browser of its own). Measures stand alone.
PARALLEL := -n 2 --dist loadfile
CODE := articles coverage_site tests bench manage.py
.DEFAULT_GOAL := help
.PHONY: help python run password test setup-test quality lint format bench bench-reading bench-rulings bench-views chaos fuzz-api audit screenshots

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

python: # one sentence where there is none at all
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed: install Python 3.13 and run make again." >&2; exit 1; }

run: python ## set up what is missing, then serve on http://127.0.0.1:8000/ until Ctrl-C (PARALLAX_PORT=8001 for another port)
	@$(PYTHON) -m coverage_site.bootstrap run
	@$(BIN)/python manage.py serve

password: python ## set and print a new password for the admin (NAME=someone for another user)
	@$(PYTHON) -m coverage_site.bootstrap run
	@$(BIN)/python manage.py password $(NAME)

test: setup-test ## everything that CI checks: format, lint, types, layers, migrations, all tests
	@failed=0; $(MAKE) --no-print-directory lint || failed=1; \
	$(BIN)/pytest $(PARALLEL) tests/unit tests/language tests/integration || failed=1; \
	$(BIN)/pytest tests/quality || failed=1; \
	$(BIN)/pytest $(PARALLEL) --no-loadscope-reorder tests/browser || failed=1; \
	exit $$failed

quality: setup-test ## measure the language core on all labelled data beside the project, and show every figure
	@PARALLAX_QUALITY=full $(BIN)/pytest tests/quality

setup-test: python # the packages of the tests and a browser; without a browser the browser tests fail and say so
	@$(PYTHON) -m coverage_site.bootstrap test
	@$(BIN)/python -m tests.chromium || true

lint: setup-test ## format, lint, types, layers, templates and migrations, without changing a file
	@failed=0; \
	check() { echo "$$*"; "$$@" || failed=1; }; \
	check $(BIN)/ruff check; \
	check $(BIN)/ruff format --check; \
	check $(BIN)/mypy $(CODE); \
	check $(BIN)/lint-imports --no-logo; \
	check $(BIN)/djangofmt --check templates; \
	check env $(CHECK) makemigrations --check --dry-run; \
	check env $(CHECK) check --fail-level WARNING; \
	exit $$failed

format: setup-test ## write the code and the templates in the common format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djangofmt templates

chaos: setup-test ## kill workers at random through 200 jobs, on SQLite, PostgreSQL and with Celery (MODES="sqlite celery" for some)
	@$(BIN)/python -m tests.chaos $(MODES)

fuzz-api: setup-test ## make over 10,000 requests to the API and hold each answer against its description
	@$(BIN)/python -m tests.api_fuzz

audit: setup-test ## look at every page in every look: accessible, fitting, and valid HTML where the tools are there
	@$(BIN)/python -m tests.audit

bench: setup-test ## time the seeds from cold beside the plain language pipeline
	@$(BIN)/python -m bench.seeds

bench-reading: setup-test ## time whole readings of articles beside the plain language pipeline, on one core
	@$(BIN)/python -m bench.reading

bench-rulings: setup-test ## time how long an editor waits for a ruling in a story of ten articles
	@$(BIN)/python -m bench.rulings

bench-views: setup-test ## the pages of made stories of up to 50 articles and 400 points: time, size, queries
	@$(BIN)/python -m bench.views

screenshots: setup-test ## take the pictures in docs/images again, from a site with the seeds
	@$(BIN)/python -m bench.screenshots
