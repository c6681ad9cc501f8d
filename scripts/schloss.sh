#!/usr/bin/env bash
# Computes the lock files anew; without --upgrade versions stay as they are.
# No header and no addresses in them: every house uses its own package index.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in boot npm app dev; do
  zusatz=()
  # Tests run with exactly what is shipped.
  [ "$name" = dev ] && zusatz=(--constraint requirements/app.lock)
  .boot/venv/bin/uv -q pip compile --python-version 3.11 --universal --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links "${zusatz[@]}" "$@" \
    "requirements/$name.in" -o "requirements/$name.lock"
done
