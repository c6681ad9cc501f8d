#!/usr/bin/env bash
# Fetches the vendored files anew (by hand, to change a version; needs npm).
# Then: read git diff, run make test-web, commit.
# Exact versions with checksums only: "latest" on npm may be another major version.
set -euo pipefail
cd "$(dirname "$0")/.."
wurzel=$PWD
web=$wurzel/haertefall/web/static
arbeit=$(mktemp -d)
trap 'rm -rf "$arbeit"' EXIT

# hole PACKAGE VERSION SHA256: unpacks to $arbeit/package. Scripts of the package never run.
hole() {
  cd "$arbeit"
  rm -rf package
  local datei
  datei=$(npm pack --silent --ignore-scripts "$1@$2")
  echo "$3  $datei" | sha256sum --check --quiet
  tar xzf "$datei"
}

# quellen FOLDER PACKAGE VERSION LICENCE REMARK: writes QUELLEN.md beside the files
quellen() {
  cd "$1"
  {
    printf '# Quellen\n\nGeholt mit `scripts/fremdes_holen.sh`, nicht von Hand ändern.\n\n'
    printf -- '- npm-Paket: `%s`, Fassung %s\n- Lizenz: %s\n' "$2" "$3" "$4"
    [ -z "$5" ] || printf -- '- %s\n' "$5"
    printf '\n| Datei | SHA-256 |\n|---|---|\n'
    find . -type f ! -name QUELLEN.md -printf '%P\n' | LC_ALL=C sort | while read -r datei; do
      printf '| `%s` | `%s` |\n' "$datei" "$(sha256sum "$datei" | cut -d' ' -f1)"
    done
  } >QUELLEN.md
}

# --- KERN UX: one CSS file, five cuts of Fira Sans, no JavaScript -----------------------------
ziel=$web/kern
rm -rf "$ziel"
mkdir -p "$ziel/fonts/fira-sans"
# The licence of the font is missing in KERN's package; its text comes from a package of the font.
hole @fontsource/fira-sans 5.3.0 2231966721c4c3f70194c336dd11428e15139bd902cac415528715028c9cd5a9
{
  echo 'Digitized data copyright © 2012-2015, The Mozilla Foundation and Telefonica S.A.'
  sed -n '2,$p' package/LICENSE
} >"$ziel/fonts/fira-sans/OFL.txt"
hole @kern-ux/native 2.7.2 b82c23c35a198e60ee4c53c5d14911432437f03802441b7473e8d7003795adb0
cp package/dist/kern.min.css "$ziel/"
cp package/LICENSE.md "$ziel/LICENSE.md"
# KERN uses 400, 500 and 600; <strong> needs 700, <em> needs 400 italic.
while read -r schnitt dicke stil; do
  cp "package/dist/fonts/fira-sans/FiraSans-$schnitt.woff2" "$ziel/fonts/fira-sans/"
  cat <<CSS
@font-face {
  font-family: "Fira Sans";
  src: url("./fira-sans/FiraSans-$schnitt.woff2") format("woff2");
  font-weight: $dicke;
  font-style: $stil;
  font-display: swap;
}
CSS
done >"$ziel/fonts/fira-sans.css" <<'SCHNITTE'
Regular 400 normal
Italic 400 italic
Medium 500 normal
SemiBold 600 normal
Bold 700 normal
SCHNITTE
find "$ziel" -type f -exec chmod 644 {} +
quellen "$ziel" @kern-ux/native 2.7.2 "EUPL-1.2; Schrift Fira Sans: OFL-1.1 (fonts/fira-sans/OFL.txt)" \
  '`fonts/fira-sans.css` ist gekürzt auf die fünf Schnitte, die gebraucht werden.'

# --- htmx: one file ---------------------------------------------------------------------------
ziel=$web/htmx
rm -rf "$ziel"
mkdir -p "$ziel"
hole htmx.org 4.0.1 5fba65616ca148a86d377e9771bcada7f35faee3558651feb929eea425e13b3c
cp package/dist/htmx.min.js package/LICENSE "$ziel/"
quellen "$ziel" htmx.org 4.0.1 "0BSD" ""

# --- axe-core: for tests only -------------------------------------------------------------------
ziel=$wurzel/tests/fremd/axe
rm -rf "$ziel"
mkdir -p "$ziel"
hole axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
cp package/axe.min.js package/LICENSE package/LICENSE-3RD-PARTY.txt "$ziel/"
quellen "$ziel" axe-core 4.14.1 "MPL-2.0" "Wird nur in Tests in die Seite geladen, nie ausgeliefert."
