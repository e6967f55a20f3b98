#!/usr/bin/env bash
# Instructions per byte of text, by callgrind: they repeat exactly, where time does not. Two sizes are measured, so that start-up falls out.
#   instructions.sh [PROGRAM [FILE.ndjson [RECORDS]]]      needs valgrind; callgrind's files stay in build/
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/newsmark} file=${2:-build/bench.ndjson} records=${3:-60}
[ -s "$file" ] || tests/bench/bench.sh "$program" >/dev/null
count() { # instructions for the first N records
  head -n "$1" "$file" >build/bench.part
  valgrind --tool=callgrind --callgrind-out-file=build/callgrind.out "$program" extract build/bench.part 2>&1 >/dev/null | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
a=$(count "$records")
bytes_a=$(wc -c <build/bench.part)
b=$(count $((2 * records)))
bytes_b=$(wc -c <build/bench.part)
awk -v a="$a" -v b="$b" -v x="$bytes_a" -v y="$bytes_b" 'BEGIN { printf "%.1f instructions a byte (%d for %d bytes more); start-up %.2f million\n",
  (b - a) / (y - x), b - a, y - x, (a - (b - a) / (y - x) * x) / 1e6 }'
echo "where they go: callgrind_annotate build/callgrind.out"
