#!/usr/bin/env bash
# Speed against wc: CPU seconds (user and system) of `newsmark extract FILE` and of `LC_ALL=C.UTF-8 wc -w FILE`, five runs of each in turn,
# output to /dev/null, and the ratio of the medians; with an older PROGRAM that one too, in the same turns. Then what each stage costs.
# Without a file it takes the gold articles, repeated to 40 MB.
#   bench.sh [PROGRAM [FILE.ndjson [OLDER-PROGRAM]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/newsmark} file=${2:-} older=${3:-}
if [ -z "$file" ]; then
  file=build/bench.ndjson
  [ -s "$file" ] || python3 tests/gold/to_jsonl.py | python3 -c '
import json, sys
lines = [json.dumps({"id": r["id"], "text": r["text"]}) for r in map(json.loads, sys.stdin)]
size = sum(map(len, lines))
sys.stdout.writelines(line + "\n" for _ in range(40_000_000 // size) for line in lines)' >"$file"
fi
cpu() { # CPU seconds of a command
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
}
median() { printf '%s\n' "$@" | sort -n | sed -n 3p; }
cat "$file" >/dev/null
ours=() old=() theirs=()
for _ in 1 2 3 4 5; do
  ours+=("$(cpu "$program" extract -j 1 "$file")")
  [ -z "$older" ] || old+=("$(cpu "$older" extract "$file")")
  theirs+=("$(LC_ALL=C.UTF-8 cpu wc -w "$file")")
done
bytes=$(wc -c <"$file")
wc=$(median "${theirs[@]}")
row() { # NAME SECONDS...
  awk -v name="$1" -v s="$(median "${@:2}")" -v wc="$wc" -v n="$bytes" -v all="${*:2}" 'BEGIN {
    printf "%-18s %7.2f s %8.1f MB/s %6.3f of wc -w   (%s)\n", name, s, n / 1e6 / s, wc / s, all }'
}
row 'newsmark extract' "${ours[@]}"
[ -z "$older" ] || row 'the older one' "${old[@]}"
row 'wc -w' "${theirs[@]}"
"$program" info --profile="$file"
