#!/usr/bin/env bash
# Holt fehlende Debian-Pakete: scripts/pakete.sh PAKET...
# Als root direkt, sonst mit sudo. Geht beides nicht, steht da, was zu tun ist.
set -euo pipefail

fehlt=()
for paket in "$@"; do
  dpkg-query -W -f '${db:Status-Abbrev}' "$paket" 2>/dev/null | grep -q '^ii' || fehlt+=("$paket")
done
[ ${#fehlt[@]} -gt 0 ] || exit 0

befehl="apt-get install --no-install-recommends ${fehlt[*]}"
aufgeben() {
  printf '\nEs fehlen Programme: %s\n%s\nBitte als root einrichten und dann noch einmal starten:\n  %s\n' \
    "${fehlt[*]}" "$1" "$befehl" >&2
  exit 1
}

command -v apt-get >/dev/null || aufgeben "Dieses System hat kein apt; gemeint sind die Pakete von Debian 12."
als_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || aufgeben "Weder root noch sudo ist da."
  # Ohne Bildschirm kann niemand ein Kennwort eingeben: dann nicht hängen bleiben.
  if [ -t 0 ]; then als_root=(sudo); else als_root=(sudo -n); fi
fi

echo "Richte Debian-Pakete ein: ${fehlt[*]}"
protokoll=$(mktemp)
trap 'rm -f "$protokoll"' EXIT
lauf() { "${als_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >"$protokoll" 2>&1; }
# Die Paketlisten können fehlen oder alt sein; ein Fehler dabei zeigt sich beim Einrichten.
lauf apt-get update -q || tail -5 "$protokoll" >&2
if ! lauf apt-get install -y -q --no-install-recommends "${fehlt[@]}"; then
  tail -20 "$protokoll" >&2
  aufgeben "Das Einrichten ist gescheitert (siehe oben)."
fi
