#!/usr/bin/env bash
# info --profile: every stage has its line, the records are counted, rules are named; what cannot be read is said.
source "$(dirname "$0")/common.bash" "$@"

python3 -c '
import json
for n in range(200): print(json.dumps({"text": "President Emmanuel Macron met Mr. Smith number %d in Paris, France. " % n}))
print("{")' >records
expect_code 0 "$program" info --profile=records
expect_text out '^201 records \(1 bad\), [0-9]+ bytes, [0-9]+ tokens'
for stage in read parse tokens lines lookup language zones sentences rules names countries entities topics result write all; do
  expect_text out "^ +[0-9.]+ +[0-9.]+ +[0-9.]+ %  $stage\$"
done
expect_text out '^ +200 person\.[a-z_]+ \(rules/[a-z]+\.rules:[0-9]+\)$'
expect_code 0 "$program" info --json --profile records
expect_json out 'r[0]["records"] == 201 and r[0]["bad"] == 1 and len(r[0]["nanoseconds"]) == 15 and max(r[0]["rules"].values()) >= 200'
expect_code 4 "$program" info --profile=no-such-file
expect_text err 'cannot read no-such-file: No such file'
echo '{' >bad.ndjson
expect_code 3 "$program" info --profile=bad.ndjson
: >empty.ndjson
expect_code 0 "$program" info --profile=empty.ndjson

finish
