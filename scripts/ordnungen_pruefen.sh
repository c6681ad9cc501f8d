#!/usr/bin/env bash
# Every Ordnung matches the schema, and the schema matches the program.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob
schema=ordnungen/schema.json
dateien=(ordnungen/*/*.toml)
[ ${#dateien[@]} -gt 0 ] || { echo "Unter ordnungen/ liegt keine Ordnung." >&2; exit 1; }
[ -f "$schema" ] || { echo "$schema fehlt; make schema schreibt es." >&2; exit 1; }
.venv/bin/check-jsonschema --quiet --schemafile "$schema" "${dateien[@]}"
.venv/bin/haertefall schema --pruefen
