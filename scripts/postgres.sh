# A PostgreSQL of its own for the tests of the store, in a temporary folder, gone at the end. To be sourced.
# shellcheck shell=bash

postgres_folder=""

# The folder of PostgreSQL's programs, newest version first; nothing where it is not installed.
postgres_programs() {
  local folder
  for folder in "${DRAGOMAN_POSTGRES_BIN:-}" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /nonexistent/initdb)")"; do
    if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      echo "$folder"
      return
    fi
  done
}

# Run a command as the user that may run PostgreSQL, which refuses to be run by root.
as_postgres() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  elif command -v setpriv >/dev/null 2>&1; then
    (cd / && setpriv --reuid "$postgres_user" --regid "$(id -g "$postgres_user")" --clear-groups "$@")
  else
    (cd / && runuser -u "$postgres_user" -- "$@")
  fi
}

# Start a cluster on a port of its own and export DRAGOMAN_TEST_POSTGRES; says why where there is none.
start_postgres() {
  local programs port
  if [ -n "${DRAGOMAN_TEST_POSTGRES:-}" ]; then
    return
  fi
  programs="$(postgres_programs)"
  if [ -z "$programs" ]; then
    echo "No PostgreSQL here (apt-get install postgresql): the store is tested on SQLite alone." >&2
    return
  fi
  postgres_user="$(id -un)"
  if [ "$(id -u)" = 0 ]; then
    postgres_user=postgres
    id postgres >/dev/null 2>&1 || postgres_user=nobody
  fi
  postgres_folder="$(mktemp -d "${TMPDIR:-/tmp}/dragoman-postgres.XXXXXX")"
  chmod 755 "$postgres_folder"
  mkdir "$postgres_folder/socket" "$postgres_folder/data"
  [ "$(id -u)" != 0 ] || chown -R "$postgres_user" "$postgres_folder"
  port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
  if ! as_postgres "$programs/initdb" -D "$postgres_folder/data" -U dragoman -A trust -E UTF8 --locale=C --no-sync \
    >"$postgres_folder/initdb.log" 2>&1 ||
    ! printf '%s\n' "port = $port" "listen_addresses = '127.0.0.1'" "unix_socket_directories = '$postgres_folder/socket'" \
      'fsync = off' >>"$postgres_folder/data/postgresql.conf" ||
    ! as_postgres "$programs/pg_ctl" -D "$postgres_folder/data" -w -l "$postgres_folder/data/server.log" start \
      >"$postgres_folder/start.log" 2>&1; then
    echo "PostgreSQL did not start; the store is tested on SQLite alone. It said:" >&2
    tail -n 5 "$postgres_folder"/*.log "$postgres_folder/data/server.log" >&2 2>/dev/null || true
    stop_postgres
    return
  fi
  export DRAGOMAN_TEST_POSTGRES="postgresql+psycopg://dragoman@127.0.0.1:$port/postgres"
  # for the test that stops and starts it: how to do so, as words of a shell
  export DRAGOMAN_TEST_POSTGRES_CONTROL="$programs/pg_ctl -D $postgres_folder/data -w -m fast -l $postgres_folder/data/server.log"
  export DRAGOMAN_TEST_POSTGRES_USER="$postgres_user"
}

# Stop what start_postgres started, and remove its folder.
stop_postgres() {
  local programs
  if [ -z "$postgres_folder" ]; then
    return
  fi
  programs="$(postgres_programs)"
  as_postgres "$programs/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder"
  postgres_folder=""
}
