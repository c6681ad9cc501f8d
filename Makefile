# Everything one types; the work is done in scripts/.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := hilfe
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
V := .venv/bin
# Where this is set, every start would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: hilfe
hilfe: ## diese Übersicht
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14 | sed 's/^/  make /'

.PHONY: demo setup fix ordnung schema bench clean schloss luecken stueckliste
demo: laufzeit ## Vorführung starten: einrichten und im Browser ansehen
	@exec $(V)/haertefall demo

setup: umgebung ## Arbeitsplatz einrichten: Werkzeuge und Vorführdaten
	@$(V)/haertefall demo --nur-einrichten

fix: umgebung ## Quelltext formatieren und Einfaches berichtigen
	@$(V)/ruff check --fix --exit-zero --quiet .
	@$(V)/ruff format .
	@$(V)/ruff check .

ordnung: laufzeit ## Bericht über eine Ordnung: make ordnung g=<gremium>
	@[ -n "$(g)" ] || { echo "Welches Gremium? make ordnung g=<name>; es gibt:"; \
	  find ordnungen -mindepth 1 -maxdepth 1 -type d -printf '  %f\n' | sort; exit 1; }
	@$(V)/haertefall ordnung "$(g)"

schema: laufzeit ## ordnungen/schema.json neu schreiben
	@$(V)/haertefall schema

bench: laufzeit ## messen und in docs/leistung.md eintragen (höchstens 15 Minuten)
	@fehler=0; $(V)/python -m bench || fehler=1; \
	HAERTEFALL_DAUERHAFT=1 scripts/mit_postgres.sh $(V)/python -m bench || fehler=1; exit $$fehler

schloss: umgebung ## requirements/*.lock neu rechnen: make schloss [neu=1] (neu=1 hebt alles an)
	@scripts/schloss.sh $(if $(neu),--upgrade)

luecken: umgebung ## bekannte Lücken in den festgelegten Paketen suchen (braucht Netz)
	@scripts/luecken.sh

stueckliste: umgebung ## docs/stueckliste.cdx.json neu schreiben: alles Fremde, als CycloneDX
	@$(V)/python scripts/stueckliste.py

clean: ## Umgebung, Vorführdaten und Zwischenspeicher entfernen
	@rm -rf .venv .boot var staticfiles build ./*.egg-info .hypothesis .*_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

.PHONY: umgebung laufzeit
umgebung:
	@scripts/umgebung.sh dev
laufzeit:
	@scripts/umgebung.sh app

# --- Tests ------------------------------------------------------------------------------------
.PHONY: test test-kern test-postgres test-web test-lang
test: umgebung ## alle Tests, auf SQLite und auf PostgreSQL; ein Fehler hält die übrigen nicht auf
	@scripts/test.sh alles

test-kern: umgebung ## … davon: ohne Browser, auf SQLite
	@scripts/test.sh kern

test-postgres: umgebung ## … davon: dasselbe auf PostgreSQL
	@scripts/test.sh postgres

test-web: umgebung ## … davon: Seiten in Chromium, axe, HTML-Prüfer
	@scripts/test.sh web

test-lang: umgebung ## Tests mit freiem Zufall, länger als in make test
	@scripts/test.sh lang

# --- Checks: run side by side, each shows its output in one piece -------------------------------
PRUEFUNGEN := p-typen p-django p-migrationen p-ordnungen p-schichten p-vorlagen p-format p-ruff
.PHONY: check $(PRUEFUNGEN)
check: umgebung ## alle Prüfungen ohne Tests (unter einer Minute)
	@$(MAKE) --jobs=2 --keep-going --output-sync=target $(PRUEFUNGEN)
	@echo "Alle Prüfungen bestanden."

# Each has data of its own: they run at once, and never touch those of this workplace.
$(PRUEFUNGEN): export HAERTEFALL_DATEN = $(CURDIR)/.boot/daten/$@
# The slow ones first, else everything waits for them at the end.
p-typen:
	@$(V)/mypy
p-format:
	@$(V)/ruff format --check --quiet . || { echo "Nicht formatiert; make fix hilft:"; $(V)/ruff format --check .; }
p-ruff:
	@$(V)/ruff check --quiet .
p-schichten:
	@PYTHONPATH=. $(V)/lint-imports --no-logo
p-vorlagen:
	@$(V)/djlint haertefall --lint --quiet
p-ordnungen:
	@scripts/ordnungen_pruefen.sh
p-django:
	@scripts/django_pruefen.sh
p-migrationen:
	@$(V)/haertefall django makemigrations --check --dry-run
