#!/usr/bin/env bash
# Replays the kept corpus of a fuzz target and then fuzzes for some seconds, from a fixed seed, so that a run that has no news takes the
# same way as the last. What fails stays in WORK.    run.sh PROGRAM FOLDER WORK SECONDS [SEED]
set -euo pipefail
program=$1 here=$2 work=$3 seconds=$4 seed=${5:-1}
name=$(basename "$program")
name=${name#fuzz_}
corpus=$here/corpus/$name
mkdir -p "$work/$name"
rm -rf "$work/$name/new"
mkdir "$work/$name/new"
# Weighing inputs by how rare they are (entropic) takes longer than these targets themselves.
options=(-entropic=0 -rss_limit_mb=2048 -timeout=20 -artifact_prefix="$work/$name/" -print_final_stats=1)
export ASAN_OPTIONS="detect_stack_use_after_return=1:allocator_may_return_null=1" ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-14/bin/llvm-symbolizer
export UBSAN_OPTIONS=print_stacktrace=1
"$program" "${options[@]}" -runs=0 "$corpus" 2>"$work/$name/replay.log" || { tail -n 60 "$work/$name/replay.log"; exit 1; }
case $name in # long enough to meet all there is, short enough for thousands a second
text) longest=1000 ;;
image) longest=385 ;; # 64 changes
*) longest=4096 ;;
esac
dictionary=()
[ -f "$here/$name.dict" ] && dictionary=(-dict="$here/$name.dict")
"$program" "${options[@]}" "${dictionary[@]}" -max_len=$longest -seed="$seed" -max_total_time="$seconds" "$work/$name/new" "$corpus" 2>"$work/$name/fuzz.log" ||
  { tail -n 60 "$work/$name/fuzz.log"; exit 1; }
grep -E 'number_of_executed_units|new_units_added' "$work/$name/fuzz.log"
