#!/usr/bin/env bash
# The command with four threads, in every way that they end.    threads.sh PROGRAM SOURCE
set -euo pipefail
program=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NEWSMARK_CONFIG=
expect() { # CODE COMMAND...
  local want=$1 got=0
  shift
  "$@" >"$work/out" 2>"$work/err" || got=$?
  [ "$got" = "$want" ] || { echo "exit $got, not $want: $*"; tail -n 3 "$work/err"; exit 1; }
}
python3 "$source/tests/gold/to_jsonl.py" >"$work/good"
{ cat "$work/good" "$work/good"; echo '{'; cat "$work/good"; } >"$work/bad"
expect 0 "$program" extract -j 4 --explain "$work/good"
cp "$work/out" "$work/ordered"
expect 0 "$program" extract -j 1 --explain "$work/good"
cmp "$work/out" "$work/ordered"
expect 0 "$program" extract -j 4 --unordered --errors-file="$work/errors" "$work/bad"
expect 3 "$program" extract -j 4 --on-error=fail "$work/bad"
expect 4 "$program" extract -j 4 "$source"/tests/gold/*.txt "$work/none"
for turn in 1 2; do # the second goes on with the first, which is stopped
  { cat "$work/bad"; [ $turn = 2 ] || sleep 10; } |
    if [ $turn = 1 ]; then expect 143 timeout --preserve-status 5 "$program" extract -j 4 -o "$work/kept" --checkpoint="$work/c" --checkpoint-every=0
    else expect 0 "$program" extract -j 4 -o "$work/kept" --checkpoint="$work/c" --checkpoint-every=0 --resume; fi
done
expect 0 "$program" extract -j 1 <"$work/bad"
cmp "$work/out" "$work/kept"
[ ! -e "$work/c" ]
got=0
"$program" extract -j 4 "$work/bad" 2>"$work/err" >/dev/full || got=$?
[ $got = 4 ]
"$program" extract -j 4 "$work/bad" | head -n 1 >/dev/null || true
