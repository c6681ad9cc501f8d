#!/usr/bin/env bash
# Creates .venv or brings it to the state of the lock file:
#   scripts/umgebung.sh app   what the application needs
#   scripts/umgebung.sh dev   and what checks and tests need
# Costs milliseconds when nothing is to be done.
set -euo pipefail
cd "$(dirname "$0")/.."
art=${1:-app}

# The folder belongs to the state: a .venv that was moved points nowhere.
stand() { { pwd; cat scripts/umgebung.sh requirements/boot.lock "requirements/$1.lock" pyproject.toml; } | sha256sum; }
aktuell() { [ "$(cat ".venv/stand-$1" 2>/dev/null)" = "$(stand "$1")" ] && .venv/bin/python -c '' 2>/dev/null; }
aktuell "$art" && exit 0

# Two calls at once must not build the same environment.
mkdir -p .boot
exec 9>.boot/sperre
flock 9
aktuell "$art" && exit 0

python=${PYTHON:-python3}
command -v "$python" >/dev/null || scripts/pakete.sh python3
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Härtefall braucht Python 3.11 oder neuer; PYTHON=/pfad/zu/python3 nennt ein anderes." >&2
  exit 1
fi
# Debian's Python comes without ensurepip, and without that a new venv has no pip.
"$python" -c 'import ensurepip' 2>/dev/null || scripts/pakete.sh python3-venv ca-certificates

schloss_boot=$({ pwd; cat requirements/boot.lock; } | sha256sum)
if [ "$(cat .boot/stand 2>/dev/null)" != "$schloss_boot" ] || ! .boot/venv/bin/python -c '' 2>/dev/null; then
  echo "Hole den Paketinstaller …"
  "$python" -m venv --clear .boot/venv
  .boot/venv/bin/python -m pip install -q --disable-pip-version-check --only-binary :all: \
    --require-hashes -r requirements/boot.lock
  echo "$schloss_boot" >.boot/stand
fi
uv() { .boot/venv/bin/uv -q "$@"; }
export UV_PYTHON_DOWNLOADS=never # the system's Python, no download of another one
export UV_COMPILE_BYTECODE=1     # once here, not at every start
export UV_SYSTEM_CERTS=true      # a house with its own certificate authority puts it there

if [ "$(cat .venv/ort 2>/dev/null)" != "$PWD" ] || ! .venv/bin/python -c '' 2>/dev/null; then
  uv venv --clear --python "$python" .venv
  pwd >.venv/ort
fi
rm -f .venv/stand-*

echo "Richte die Python-Pakete ein ($art) …"
# "app" removes nothing, else `make demo` would cost the tools of `make test`.
if [ "$art" = dev ]; then holen=(sync); else holen=(install -r); fi
if ! uv pip "${holen[@]}" "requirements/$art.lock" --python .venv/bin/python --require-hashes --only-binary :all:; then
  # pip reads settings that uv does not know (the mirror or proxy of a house).
  echo "Zweiter Versuch mit pip …"
  .boot/venv/bin/python -m pip --python .venv/bin/python install -q --disable-pip-version-check \
    --only-binary :all: --require-hashes -r "requirements/$art.lock"
fi
uv pip install --python .venv/bin/python --no-deps --no-build-isolation --no-index -e .

stand "$art" >".venv/stand-$art"
# dev.lock contains all of app.lock.
[ "$art" = app ] || stand app >.venv/stand-app
