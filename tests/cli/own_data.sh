#!/usr/bin/env bash
# One's own folder: build, check, use; diagnostics; the same bytes each time.
source "$(dirname "$0")/common.bash" "$@"

data=$(realpath "$here/../../data")
mkdir -p own/lists own/lexicon
echo 'grand vizier' >own/lists/office.txt
expect_code 0 "$program" build --data "$data" own -o own.image
expect_code 0 "$program" build --data "$data" own -o again.image
cmp -s own.image again.image || fail "two builds differ"
expect_code 0 "$program" build --data "$data" -o shipped.image
cmp -s own.image shipped.image && fail "one's own folder changes nothing"
expect_code 0 env NEWSMARK_DATA="$data" "$program" build -o third.image
cmp -s shipped.image third.image || fail "NEWSMARK_DATA is not heeded"

# The image of the shipped data is the knowledge in the program.
"$program" extract "$sample" >embedded
"$program" extract --model=shipped.image "$sample" >from_image
cmp -s embedded from_image || fail "the embedded image and the built one differ"
"$program" info --model=own.image --json >own_info
"$program" info --json >info
python3 -c 'import json; a, b = json.load(open("own_info")), json.load(open("info")); assert a["digest"] != b["digest"] and set(a["sections"]) == set(b["sections"])' ||
  fail "info of an image"
expect_code 0 "$program" info --model=own.image
expect_text out '^ +[0-9]+ cities$'

expect_code 0 "$program" check --data "$data" own
expect_text out '^0 errors, [0-9]+ warnings?$'
printf 'Lummerland\tXX\tcity\n' >own/lexicon/country_names.tsv
expect_code 5 "$program" check --data "$data" own
expect_text err '^lexicon/country_names\.tsv:1(:[0-9]+)?: '
expect_text out '^[1-9][0-9]* errors?, '
echo kept >kept.image
expect_code 5 "$program" build --data "$data" own -o kept.image
[ "$(cat kept.image)" = kept ] || fail "a failed build replaced the image"
expect_code 4 "$program" build --data "$data" -o no-such-folder/x.image
"$program" build --data no-such-folder -o x.image 2>err && fail "data that is not there is built"
[ -e x.image ] && fail "data that is not there gave an image"

finish
