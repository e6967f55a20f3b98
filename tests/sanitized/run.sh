#!/usr/bin/env bash
# Runs a sanitized program; fails where it fails, and where any of its processes reported something. Reports go to files, because a
# leak in a test's child process does not change the exit status of the test runner.    run.sh LOGS COMMAND...
set -uo pipefail
logs=$1
shift
rm -rf "$logs"
mkdir -p "$logs"
export ASAN_OPTIONS="log_path=$logs/asan:detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1:handle_abort=1"
export UBSAN_OPTIONS="log_path=$logs/ubsan:print_stacktrace=1" TSAN_OPTIONS="log_path=$logs/tsan:halt_on_error=1"
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-14/bin/llvm-symbolizer
"$@"
status=$?
shopt -s nullglob
for log in "$logs"/*; do
  head -n 40 "$log"
  status=1
done
exit $status
