#!/usr/bin/env bash
# Tests: scripts/test.sh alles|kern|postgres|web|lang [arguments for pytest]
# kern and postgres are the same tests on either database; web and lang run on both.
# alles is kern, postgres and web, packed: the browser on one core, the rest around it.
# What cannot be set up is an error; nothing is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
teil=${1:?alles, kern, postgres, web oder lang}
shift
# Without compiled files every process that a test starts would compile the program anew.
unset PYTHONDONTWRITEBYTECODE
# Tests never touch the data of this workplace.
HAERTEFALL_DATEN=$(mktemp -d)
export HAERTEFALL_DATEN
trap 'rm -rf "$HAERTEFALL_DATEN"' EXIT

# The same order every time: `make test` must be repeatable. Free order: `make test-lang`.
argumente=(--numprocesses=auto --hypothesis-profile=fest --randomly-seed=1127)
case $teil in
  kern | postgres)
    argumente+=(--ignore=tests/browser --ignore=tests/html)
    ;;
  alles | web)
    scripts/vnu.sh
    # Without chromium-l10n date fields and messages of the browser speak English.
    # libatomic1: Playwright's own node needs it, and a lean Debian does not have it.
    scripts/pakete.sh chromium chromium-l10n libatomic1
    # One browser at a time (tests/verteilung.py): two on two cores run into their limits.
    if [ "$teil" = web ]; then argumente+=(--numprocesses=0 tests/browser tests/html); fi
    ;;
  lang)
    # 100,000 inputs of free chance at every form, address and upload.
    export BESCHUSS=${BESCHUSS:-100000}
    argumente=(--numprocesses=auto --hypothesis-profile=frei --ignore=tests/browser --ignore=tests/html)
    ;;
  *)
    echo "Unbekannter Teil: $teil" >&2
    exit 2
    ;;
esac

# What touches no database or has one of its own, and what looks at the same pages in many ways,
# runs once.
einmal=(-m "not einmal" --ignore=tests/recht --ignore-glob='tests/test_*.py')

# They look through the raw files of the whole server, so there they are alone.
allein=(tests/tresor/test_vernichtung.py tests/tresor/test_gestohlen.py)
case $teil in alles | postgres) einmal+=("${allein[@]/#/--ignore=}") ;; esac

# Whatever runs, runs to the end, so that one run shows all failures.
fehler=0
if [ "$teil" != postgres ]; then
  echo "== $teil auf SQLite"
  env -u DATABASE_URL .venv/bin/pytest "${argumente[@]}" "$@" || fehler=$?
fi
if [ "$teil" != kern ]; then
  echo "== $teil auf PostgreSQL"
  scripts/mit_postgres.sh .venv/bin/pytest "${argumente[@]}" "${einmal[@]}" "$@" || fehler=$?
fi
case $teil in
  alles | postgres)
    echo "== $teil auf PostgreSQL, allein"
    scripts/mit_postgres.sh .venv/bin/pytest --hypothesis-profile=fest --randomly-seed=1127 \
      "${allein[@]}" || fehler=$?
    ;;
esac
exit "$fehler"
