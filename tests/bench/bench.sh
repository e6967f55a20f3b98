#!/usr/bin/env bash
# Speed against wc: CPU seconds (user and system) of `newsmark extract FILE` and of `LC_ALL=C.UTF-8 wc -w FILE`, five runs of each in turn,
# output to /dev/null, and the ratio of the medians. Without a file it takes the gold articles, repeated to 40 MB.
#   bench.sh [PROGRAM [FILE.ndjson]]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/newsmark} file=${2:-}
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
median() { sort -n | sed -n 3p; }
cat "$file" >/dev/null
ours=() theirs=()
for _ in 1 2 3 4 5; do
  ours+=("$(cpu "$program" extract "$file")")
  theirs+=("$(LC_ALL=C.UTF-8 cpu wc -w "$file")")
done
a=$(printf '%s\n' "${ours[@]}" | median) b=$(printf '%s\n' "${theirs[@]}" | median)
bytes=$(wc -c <"$file")
printf 'newsmark extract %s\nwc -w            %s\n' "${ours[*]}" "${theirs[*]}"
awk -v a="$a" -v b="$b" -v n="$bytes" 'BEGIN { printf "medians %.2f s and %.2f s on %.1f MB: %.1f and %.1f MB/s; newsmark runs at %.0f %% of the speed of wc -w\n",
  a, b, n / 1e6, n / 1e6 / a, n / 1e6 / b, 100 * b / a }'
