#!/usr/bin/env bash
# Installs the build into a folder of its own, moves that folder, and uses what is in it: by CMake, by pkg-config, as README.md says, and
# the command.    run.sh BUILD SOURCE
set -euo pipefail
build=$1 source=$2
here=$source/tests/consumer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/prefix" # nothing in it may know where it was
prefix=$work/prefix
pc=$(find "$prefix" -name newsmark.pc)
libraries=$(dirname "$(dirname "$pc")")
export PKG_CONFIG_PATH=$(dirname "$pc") LD_LIBRARY_PATH=$libraries

expect() { # NAME COMMAND...: the output is that of expected.txt
  local name=$1
  shift
  "$@" >"$work/output" || { echo "$name: exit status $?"; exit 1; }
  diff -u "$here/expected.txt" "$work/output" || { echo "$name: other output"; exit 1; }
  echo "$name: good"
}

cmake -G Ninja -S "$here" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" >"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
cmake --build "$work/cmake" >"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
for program in newsmark_c newsmark_cc newsmark_static_c newsmark_static_cc; do
  expect "CMake $program" env -u LD_LIBRARY_PATH "$work/cmake/$program"
done

flags=(-Wall -Wextra -Wpedantic -Werror)
gcc -std=c11 "${flags[@]}" "$here/main.c" $(pkg-config --cflags --libs newsmark) -o "$work/c"
g++ -std=c++17 "${flags[@]}" "$here/main.cc" $(pkg-config --cflags --libs newsmark) -o "$work/cc"
gcc -std=c11 "${flags[@]}" "$here/main.c" $(pkg-config --cflags newsmark) "$libraries/libnewsmark.a" -o "$work/static"
expect "pkg-config C" "$work/c"
expect "pkg-config C++" "$work/cc"
expect "static C" env -u LD_LIBRARY_PATH "$work/static"
[ "$(pkg-config --modversion newsmark)" = "$("$prefix/bin/newsmark" --version | sed 's/^newsmark \([0-9.]*\).*/\1/;q')" ] || { echo "the versions differ"; exit 1; }

# the example of README.md, between its marker and the end of its block
sed -n '/<!-- example: library -->/,/^```$/p' "$source/README.md" | sed '/^```/d;/^<!--/d' >"$work/example.c"
[ -s "$work/example.c" ] || { echo "README.md has no example"; exit 1; }
gcc -std=c11 -Wall -Wextra -Werror "$work/example.c" $(pkg-config --cflags --libs newsmark) -o "$work/example"
"$work/example" >"$work/output" || { echo "README example: exit status $?"; exit 1; }
[ -s "$work/output" ] || { echo "README example: printed nothing"; exit 1; }
echo "README example: good"

"$prefix/bin/newsmark" extract "$source/data/sample/article.txt" >"$work/output"
grep -q '"entities"' "$work/output" || { echo "the installed command does not work"; exit 1; }
[ -f "$prefix/share/newsmark/weights.tsv" ] || { echo "the data are not installed"; exit 1; }
echo "command: good"
