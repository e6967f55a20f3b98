#!/bin/sh
# The same data give the same image, byte for byte.    reproducible.sh COMPILER DATA IMAGE
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$2" "$work/data"
"$1" -o "$work/image" "$work/data"
cmp "$work/image" "$3"
