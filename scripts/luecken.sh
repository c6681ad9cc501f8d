#!/usr/bin/env bash
# Asks for known flaws in everything the lock files name. Needs the network, so no part of
# make check. Fails on a flaw, and also where a package could not be asked about.
# More arguments go to pip-audit, for houses whose mirror knows no flaws: -s osv
set -euo pipefail
cd "$(dirname "$0")/.."
schloesser=()
for schloss in requirements/*.lock; do schloesser+=(-r "$schloss"); done
if .venv/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
  "${schloesser[@]}" "$@"; then
  echo "Zu keinem der festgelegten Python-Pakete ist eine Lücke bekannt."
else
  echo "Lücken, oder es ließ sich nicht alles prüfen. Fristen: SECURITY.md" >&2
  exit 1
fi
