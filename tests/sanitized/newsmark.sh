#!/usr/bin/env bash
# The whole command over every gold article, as texts and as records.    newsmark.sh PROGRAM SOURCE
set -euo pipefail
"$1" extract --explain "$2"/tests/gold/*.txt "$2"/data/sample/article.txt >/dev/null
"$1" report "$2/data/sample/article.txt" >/dev/null
"$1" explain "$2/data/sample/article.txt" >/dev/null
printf '{"id":1,"title":"Jordan wins","text":"Jordan beat Chad in Amman."}\n{"id":2,"text":\n' | "$1" extract >/dev/null
