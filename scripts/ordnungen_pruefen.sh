#!/usr/bin/env bash
# Every Ordnung matches the schema, the schema matches the program, and the law can be read.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob
schema=ordnungen/schema.json
dateien=(ordnungen/*/*.toml)
[ ${#dateien[@]} -gt 0 ] || { echo "Unter ordnungen/ liegt keine Ordnung." >&2; exit 1; }
[ -f "$schema" ] || { echo "$schema fehlt; make schema schreibt es." >&2; exit 1; }
.venv/bin/check-jsonschema --quiet --schemafile "$schema" "${dateien[@]}"
.venv/bin/haertefall schema --pruefen
.venv/bin/haertefall recht pruefen > /dev/null
