#!/usr/bin/env bash
# Configures and builds a sanitized tree with clang.    build.sh SOURCE TREE SANITIZERS IMAGE_COMPILER [TARGET...]
# The image is made by the compiler of the plain build: the sanitized one would take a minute, and is tested by itself.
set -euo pipefail
source=$1 tree=$2 sanitizers=$3 compiler=$4
shift 4
fuzz=OFF
[ "$sanitizers" = thread ] || fuzz=ON
mkdir -p "$tree"
cmake -S "$source" -B "$tree" -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 -DNEWSMARK_SANITIZE="$sanitizers" \
  -DNEWSMARK_FUZZ=$fuzz -DNEWSMARK_WERROR=ON -DNEWSMARK_TESTS=ON -DNEWSMARK_SLOW_TESTS=OFF -DNEWSMARK_IMAGE_COMPILER="$compiler"
cmake --build "$tree" ${1:+--target "$@"}
