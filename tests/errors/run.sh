#!/bin/sh
# Compiles the data of every case here and compares what newsmark-compile says, byte for byte, with expected.stderr; it must fail
# just where the last line counts errors.    run.sh PROGRAM
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
cases=0
for case in "$here"/*/; do
    name=$(basename "$case")
    cases=$((cases + 1))
    "$program" -o "$work/image" "$case/data" 2>"$work/stderr"
    status=$?
    expected=0
    tail -n 1 "$case/expected.stderr" | grep -q '^newsmark-compile: ' && expected=1
    if [ "$status" -ne "$expected" ]; then
        echo "$name: exit status $status, expected $expected"
        failed=1
    fi
    if ! diff -u "$case/expected.stderr" "$work/stderr"; then
        echo "$name: other messages than expected"
        failed=1
    fi
done
[ "$cases" -gt 0 ] || { echo "no cases in $here"; exit 1; }
exit $failed
