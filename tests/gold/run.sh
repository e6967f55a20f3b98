#!/bin/sh
# Scores the gold articles of this folder; fails below the figures given.    run.sh PROGRAM PYTHON RECORDS [MINIMA]
set -eu
"$2" "$(dirname "$0")/to_jsonl.py" "$(dirname "$0")" >"$3"
"$1" eval "$3" ${4:+--min "$4"}
