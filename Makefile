# The commands of Parallax. "make" alone lists them.

PYTHON ?= python3
BIN := .venv/bin
CHECK := PARALLAX_SECRET_KEY=only-for-checks DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py
# Two processes, each with whole files of tests (and with a site and a browser of its own). Measures run beside the lint.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder
# A production that says all it has to: "check --deploy" has nothing to add.
DEPLOYED := PARALLAX_SECRET_KEY=only-for-checks-and-as-long-as-a-real-one-has-to-be-0123456789 DATABASE_URL=sqlite://:memory: \
	PARALLAX_HTTPS=1 PARALLAX_HOSTS=parallax.example $(BIN)/python manage.py
CODE := articles coverage_site tests bench manage.py
BENCHES := seeds reading points grouping rulings views pages framing search load scale
.DEFAULT_GOAL := help
.PHONY: help python run password test setup-test quality lint format bench bench-seeds bench-grouping bench-points bench-reading bench-rulings bench-views chaos faults fuzz-api audit screenshots bench-pages bench-framing bench-search bench-load bench-scale access-table hostile fuzz-parsers

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
	@failed=0; told=$$(mktemp); \
	$(BIN)/pytest tests/quality >$$told 2>&1 & measuring=$$!; \
	$(MAKE) --no-print-directory lint || failed=1; \
	wait $$measuring || failed=1; cat $$told; rm -f $$told; \
	$(BIN)/pytest $(PARALLEL) tests/unit tests/language tests/integration || failed=1; \
	$(BIN)/pytest $(PARALLEL) tests/browser || failed=1; \
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
	check env $(DEPLOYED) check --deploy --fail-level WARNING; \
	check $(BIN)/bandit --quiet --configfile pyproject.toml --recursive articles coverage_site manage.py; \
	exit $$failed

format: setup-test ## write the code and the templates in the common format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djangofmt templates

chaos: setup-test ## try every fault: full disks, restarts, clocks, kills; writes docs/chaos.md (MODES="sqlite celery" for some)
	@$(BIN)/python -m tests.faults $(MODES)

faults: setup-test ## a small sample of the trials of "make chaos", some ten minutes
	@$(BIN)/pytest tests/faults

fuzz-api: setup-test ## make over 10,000 requests to the API and hold each answer against its description
	@$(BIN)/python -m tests.api_fuzz

audit: setup-test ## look at every page in every look: accessible, fitting, and valid HTML where the tools are there
	@$(BIN)/python -m tests.audit

hostile: setup-test ## all strings of the corpora in every field, address, header and file, and every page of it in a browser
	@PARALLAX_HOSTILE=full $(BIN)/pytest tests/integration/hostile
	@$(BIN)/python -m tests.hostile

fuzz-parsers: setup-test ## what reads foreign bytes and words, under a fuzzer that looks for new branches (Python 3.13 on Linux)
	@$(BIN)/python -m tests.parser_fuzz

access-table: setup-test ## write docs/security-access.md: who gets what at each address
	@$(BIN)/python -m tests.access_table

bench: ## every measure, one after the other, some forty minutes: writes docs/performance.md; fails where a limit is not kept
	@failed=0; for one in $(BENCHES); do $(MAKE) --no-print-directory bench-$$one || failed=1; done; exit $$failed

bench-seeds: setup-test ## time the seeds from cold beside the plain language pipeline
	@$(BIN)/python -m bench.seeds

bench-reading: ## time whole readings of articles beside the plain language pipeline and textacy, on one core
	@$(PYTHON) -m coverage_site.bootstrap bench
	@$(BIN)/python -m bench.reading

bench-points: setup-test ## time the points of made stories of 3 to 200 articles beside comparing all sentences with all
	@$(BIN)/python -m bench.points

bench-grouping: ## time the grouping of made articles beside MinHash and TF-IDF (ARTICLES=100000)
	@$(PYTHON) -m coverage_site.bootstrap bench
	@$(BIN)/python -m bench.grouping $(ARTICLES)

bench-rulings: setup-test ## time how long an editor waits for a ruling in a story of ten articles
	@$(BIN)/python -m bench.rulings

bench-views: setup-test ## the pages of made stories of up to 50 articles and 400 points: time, size, queries
	@$(BIN)/python -m bench.views

bench-pages: setup-test ## what story pages cost the processor, beside an empty view of the same server
	@$(BIN)/python -m bench.pages

bench-framing: setup-test ## the framing of an archive of a million statements, and its loading, on both databases
	@$(BIN)/python -m bench.framing

bench-search: setup-test ## the first twenty of a search among 100,000 articles, on both databases
	@$(BIN)/python -m bench.search

bench-load: setup-test ## sixteen readers on 10,000 articles while a worker analyses, on both databases (SECONDS=60 for less than 300)
	@$(BIN)/python -m bench.load

bench-scale: setup-test ## what more articles cost: sizes of tables and indexes, the queue, an archive split over workers
	@$(BIN)/python -m bench.scale

screenshots: setup-test ## take the pictures in docs/images again, from a site with the seeds
	@$(BIN)/python -m bench.screenshots
