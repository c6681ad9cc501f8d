#!/usr/bin/env bash
# Installs missing Debian packages: scripts/pakete.sh PACKAGE...
# Directly as root, else with sudo; if neither works, says what to do and fails.
set -euo pipefail

fehlt=()
for paket in "$@"; do
  dpkg-query -W -f '${db:Status-Abbrev}' "$paket" 2>/dev/null | grep -q '^ii' || fehlt+=("$paket")
done
[ ${#fehlt[@]} -gt 0 ] || exit 0

aufgeben() {
  printf '\nEs fehlen Programme: %s\n%s\nBitte als root einrichten und dann noch einmal starten:\n  %s\n' \
    "${fehlt[*]}" "$1" "apt-get install --no-install-recommends ${fehlt[*]}" >&2
  exit 1
}

command -v apt-get >/dev/null || aufgeben "Dieses System hat kein apt; gemeint sind die Pakete von Debian 12."
als_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || aufgeben "Du bist nicht root, und sudo ist nicht da."
  # Without a terminal nobody can type a password: fail instead of hanging.
  if [ -t 0 ]; then als_root=(sudo); else als_root=(sudo -n); fi
fi

echo "Richte Debian-Pakete ein: ${fehlt[*]}"
protokoll=$(mktemp)
trap 'rm -f "$protokoll"' EXIT
apt() {
  # The lock may be held by the system's own nightly updates.
  "${als_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@" \
    >"$protokoll" 2>&1
}
# Package lists may be missing or stale; if this fails, the installation below decides.
apt update || tail -5 "$protokoll" >&2
if ! apt install -y --no-install-recommends "${fehlt[@]}"; then
  tail -20 "$protokoll" >&2
  aufgeben "Das Einrichten ist gescheitert (siehe oben)."
fi
