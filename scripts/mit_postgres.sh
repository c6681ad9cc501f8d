#!/usr/bin/env bash
# Starts a PostgreSQL for one command only: scripts/mit_postgres.sh COMMAND...
# DATABASE_URL points to it (unix socket, no network). It is gone afterwards, also after kill -9.
# If DATABASE_URL already names a PostgreSQL, that one is used.
set -euo pipefail

case ${DATABASE_URL:-} in postgres*) exec "$@" ;; esac

finde() { find /usr/lib/postgresql /usr/pgsql-* -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1; }
programme=$(dirname "$(finde)")
if [ "$programme" = . ]; then
  "$(dirname "$0")/pakete.sh" postgresql
  programme=$(dirname "$(finde)")
fi

# Short path: the name of a socket has room for about a hundred characters.
ordner=$(mktemp -d /tmp/hf-pg.XXXXXX)
als=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root.
  chown postgres "$ordner"
  als=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi

# The cleaner watches this process instead of trapping signals: exec below puts the command in our
# place, and whatever ends it, the cleaner notices. setsid: Ctrl-C in the terminal must not hit it.
setsid bash -c '
  trap "" INT TERM HUP
  tail --pid="$1" --sleep-interval=0.2 -f /dev/null
  shift; ordner=$1; shift
  "$@" -D "$ordner/daten" -m immediate stop
  rm -rf "$ordner"
' aufraeumer $$ "$ordner" "${als[@]}" "$programme/pg_ctl" </dev/null >/dev/null 2>&1 9>&- &

cd "$ordner" # the user postgres may not be allowed to read the project folder
# In tests nothing has to survive a power cut; HAERTEFALL_DAUERHAFT=1 (make bench) keeps all promises.
sparsam="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
[ -z "${HAERTEFALL_DAUERHAFT:-}" ] || sparsam=""
"${als[@]}" "$programme/initdb" -D "$ordner/daten" -A trust -U postgres --no-sync -E UTF8 \
  --locale=C.UTF-8 >/dev/null
if ! "${als[@]}" "$programme/pg_ctl" -D "$ordner/daten" -w -s -l "$ordner/protokoll" start -o "-k $ordner \
  -c listen_addresses='' $sparsam"; then
  cat "$ordner/protokoll" >&2
  exit 1
fi
cd - >/dev/null

export DATABASE_URL="postgresql:///postgres?host=$ordner&user=postgres"
exec "$@"
