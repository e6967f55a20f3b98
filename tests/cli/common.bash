# What the tests of the command share: bash tests/cli/NAME.sh PROGRAM; status 0 where all holds.
set -u
program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sample=$here/../../data/sample/article.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset NO_COLOR FORCE_COLOR CLICOLOR_FORCE COLUMNS "${!NEWSMARK_@}"
export NEWSMARK_CONFIG=
failures=0

fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

# expect_code CODE COMMAND...: runs it with its output in out and err
expect_code() {
  local want=$1 got
  shift
  "$@" >out 2>err </dev/null
  got=$?
  [ "$got" = "$want" ] || fail "expected exit $want, got $got: $* ($(head -c 200 err))"
}

# expect_text FILE EXTENDED-REGEX
expect_text() { grep -qE -- "$2" "$1" || fail "no line of $1 matches $2; it begins: $(head -c 300 "$1")"; }

# expect_no_text FILE EXTENDED-REGEX
expect_no_text() { ! grep -qE -- "$2" "$1" || fail "a line of $1 matches $2"; }

# expect_json FILE EXPRESSION: a Python expression over r, the list of records in the file
expect_json() {
  python3 -c '
import json, sys
r = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
sys.exit(0 if eval(sys.argv[2]) else 1)' "$1" "$2" 2>json_err || fail "$1: not so: $2 ($(tail -1 json_err) $(head -c 200 "$1"))"
}

finish() {
  [ "$failures" = 0 ] && echo "all as expected"
  exit $((failures > 0))
}
