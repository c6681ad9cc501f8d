#!/usr/bin/env bash
# Django's own check, with settings as in production.
set -euo pipefail
cd "$(dirname "$0")/.."
export HAERTEFALL_SICHER=1
exec .venv/bin/haertefall django check --deploy --fail-level WARNING
