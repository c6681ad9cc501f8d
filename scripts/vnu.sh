#!/usr/bin/env bash
# Brings the Nu Html Checker to .boot/vnu/vnu.jar, and a Java runtime.
set -euo pipefail
cd "$(dirname "$0")/.."
fassung=26.9.27
summe=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
ziel=.boot/vnu/vnu.jar

java -version >/dev/null 2>&1 || scripts/pakete.sh default-jre-headless

stimmt() { echo "$summe  $ziel" | sha256sum --check --quiet 2>/dev/null; }
[ -f "$ziel" ] && stimmt && exit 0

# The checker comes as an npm package. Debian's npm pulls in 360 packages (26 s, 200 MB); the Python
# package with node and npm is there in 3 s and gone afterwards.
echo "Hole den HTML-Prüfer …"
scripts/umgebung.sh dev
arbeit=$(mktemp -d)
trap 'rm -rf "$arbeit"' EXIT
.boot/venv/bin/uv -q pip install --python .venv/bin/python --target "$arbeit/node" --no-deps \
  --require-hashes --no-cache -r requirements/npm.lock
node=$(find "$arbeit/node" -path '*/bin/node' -type f)
npm=$(find "$arbeit/node" -name npm-cli.js)
[ -n "${SSL_CERT_FILE:-}" ] && export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$SSL_CERT_FILE}
# Pack, not install: the install script of the package would download a Java of its own.
(cd "$arbeit" && PATH="$(dirname "$node"):$PATH" "$node" "$npm" pack --silent --ignore-scripts \
  "vnu-jar@$fassung" && tar xzf vnu-jar-*.tgz) >/dev/null
mkdir -p .boot/vnu
mv "$arbeit/package/build/dist/vnu.jar" "$ziel"
stimmt || { rm -f "$ziel"; echo "Die Prüfsumme von vnu.jar stimmt nicht." >&2; exit 1; }
