#!/usr/bin/env bash
# Legt .venv an oder bringt sie auf den Stand der Schlossdatei:
#   scripts/umgebung.sh app   was die Anwendung braucht
#   scripts/umgebung.sh dev   dazu Prüfungen und Tests
# Ist alles auf dem Stand, kostet der Aufruf nur Millisekunden.
set -euo pipefail
cd "$(dirname "$0")/.."
art=${1:-app}

# Der Ordner gehört zum Stand: eine verschobene .venv zeigt ins Leere.
stand() { { pwd; cat requirements/boot.lock "requirements/$1.lock" pyproject.toml; } | sha256sum; }
aktuell() { [ "$(cat ".venv/stand-$1" 2>/dev/null)" = "$(stand "$1")" ] && .venv/bin/python -c '' 2>/dev/null; }
aktuell "$art" && exit 0

# Zwei Aufrufe zugleich sollen nicht dieselbe Umgebung bauen.
mkdir -p .boot
exec 9>.boot/sperre
flock 9
aktuell "$art" && exit 0

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  scripts/pakete.sh python3
fi
# Debian liefert Python ohne ensurepip; ohne das kommt kein pip in die Umgebung.
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
# Kein Herunterladen fremder Python-Fassungen: es gilt die des Systems.
export UV_PYTHON_DOWNLOADS=never
# Manche Häuser haben eine eigene Zertifizierungsstelle; die kennt nur das System.
export UV_SYSTEM_CERTS=true

if [ "$(head -1 .venv/ort 2>/dev/null)" != "$PWD" ] || ! .venv/bin/python -c '' 2>/dev/null; then
  uv venv --clear --python "$python" .venv
  pwd >.venv/ort
fi
rm -f .venv/stand-*

echo "Richte die Python-Pakete ein ($art) …"
# "app" nimmt nichts weg, sonst verlöre `make demo` die Werkzeuge von `make test`.
if [ "$art" = dev ]; then holen=(sync); else holen=(install -r); fi
if ! uv pip "${holen[@]}" "requirements/$art.lock" --python .venv/bin/python --require-hashes --only-binary :all:; then
  # pip kennt Einstellungen, die uv nicht liest (eigener Spiegel, Vermittler des Hauses).
  echo "Zweiter Versuch mit pip …"
  .boot/venv/bin/python -m pip --python .venv/bin/python install -q --disable-pip-version-check \
    --only-binary :all: --require-hashes -r "requirements/$art.lock"
fi
uv pip install --python .venv/bin/python --no-deps --no-build-isolation --no-index -e .

stand "$art" >".venv/stand-$art"
# dev.lock enthält app.lock ganz.
[ "$art" = app ] || stand app >.venv/stand-app
