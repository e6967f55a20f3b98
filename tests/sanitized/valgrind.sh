#!/usr/bin/env bash
# The command under valgrind: no use of memory that was never set, none lost.    valgrind.sh PROGRAM SOURCE
set -euo pipefail
check() {
  valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible "$@" >/dev/null
}
{
  python3 "$2/tests/gold/to_jsonl.py" "$2/tests/gold" | sed -n 1,12p
  printf '{"id":1,"title":"Jordan wins","authors":["A","B"],"text":"Jordan \\ud83d\\ude00 beat Chad in Amman."}\n{"id":2,"text":\n{"id":3,"text":7}\n'
} | check "$1" extract --explain --with-text --stamp --jobs=1
check "$1" extract --jobs=2 "$2"/tests/gold/{wire,page,caps,foreign}-*.txt
check "$1" report "$2/data/sample/article.txt"
check "$1" explain "$2/data/sample/article.txt"
check "$1" build --data "$2/tests/fuzz/knowledge" -o /dev/null
