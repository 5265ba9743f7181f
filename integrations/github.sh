#!/usr/bin/env bash
# The steps of action.yml. Each is one word; the rest is in the environment, as action.yml sets it.
#   github.sh install     put mailrules into a virtual environment of its own
#   github.sh letters     judge the letters
#   github.sh templates   try the letter templates
set -e -o pipefail

install() {
  local home=$RUNNER_TEMP/mailrules folder=bin
  "$PYTHON" -m venv "$home"
  [ -d "$home/$folder" ] || folder=Scripts # Windows
  "$home/$folder/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
  echo "program=$home/$folder/mailrules" >>"$GITHUB_OUTPUT"
}

# judge NAME COMMAND…: for code scanning where that is asked for, then for people: the second
# makes the annotations, and its exit code counts.
judge() {
  local name=$1 path words=()
  shift
  words=("$@")
  [ -z "$CONFIG" ] || words+=(--config "$CONFIG")
  [ -z "$FAIL_LEVEL" ] || words+=(--fail-level "$FAIL_LEVEL")
  [ -z "$FINDINGS_LANGUAGE" ] || words+=(--lang "$FINDINGS_LANGUAGE")
  local paths=()
  while IFS= read -r path; do
    path=${path%$'\r'}
    [ -z "$path" ] || paths+=("$path")
  done <<<"$PATHS"
  [ "$name:$PATHS" != templates:all ] || paths=(--all)
  [ "${paths[0]}" = --all ] || paths=(-- "${paths[@]}")
  if [ "$SARIF" = true ]; then
    local file=$RUNNER_TEMP/mailrules-$name.sarif
    "$MAILRULES" "${words[@]}" --format sarif --output "$file" --exit-zero "${paths[@]}" 2>/dev/null || true
    [ ! -s "$file" ] || echo "sarif=$file" >>"$GITHUB_OUTPUT"
  fi
  "$MAILRULES" "${words[@]}" --format github "${paths[@]}"
}

case $1 in
  install) install ;;
  letters) judge letters check ;;
  templates) judge templates templates check ;;
esac
