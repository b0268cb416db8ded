# Shared by the scripts beside it: one virtual environment, made on first use. To be sourced.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
venv="${DRAGOMAN_VENV:-$root/.venv}"
python="$venv/bin/python"

# The first Python that is 3.11 or newer.
find_python() {
  local candidate
  for candidate in python3.11 python3 python3.13 python3.12 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "Dragoman needs Python 3.11 or newer; none was found. Install it and run this again." >&2
  return 1
}

# Run a step quietly; show what it said only if it fails.
quietly() {
  local said
  said="$("$@" 2>&1)" || {
    echo "$said" >&2
    return 1
  }
}

# Make the environment and install the project in it, unless that was done for this very pyproject.toml.
# make_environment [run|serve|dev]: the program, with what its pages want, with what lint, types and tests want.
make_environment() {
  local kind="${1:-run}" stamp wanted
  stamp="$venv/.dragoman-$kind"
  wanted="$(cksum <"$root/pyproject.toml")"
  if [ -x "$python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    return
  fi
  echo "Setting up $venv (first use; about a minute) ..." >&2
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    quietly "$(find_python)" -m venv --clear "$venv"
  fi
  local extras=""
  if [ "$kind" = serve ]; then
    extras="[serve]"
  fi
  quietly "$python" -m pip install --quiet --disable-pip-version-check --editable "$root$extras"
  if [ "$kind" = dev ]; then
    install_dev
  fi
  echo "$wanted" >"$stamp"
}

# The dev dependency group; a pip older than 25.1 does not know groups and gets the list itself.
install_dev() {
  if "$python" -m pip install --help | grep -q -- '--group'; then
    (cd "$root" && quietly "$python" -m pip install --quiet --disable-pip-version-check --group dev)
  else
    local needed=() line
    while IFS= read -r line; do needed+=("$line"); done < <("$python" -c '
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    print(*tomllib.load(file)["dependency-groups"]["dev"], sep="\n")' "$root/pyproject.toml")
    quietly "$python" -m pip install --quiet --disable-pip-version-check "${needed[@]}"
  fi
}
