#!/usr/bin/env bash
# Error records apart, budgets, counts for programs, chunks, progress.
source "$(dirname "$0")/common.bash" "$@"

python3 -c '
import json
for n in range(1200):
    if n % 100 == 50: print("{\"id\":%d," % n)
    elif n % 300 == 7: print(json.dumps({"id": n, "body": "x"}))
    else: print(json.dumps({"id": n, "text": "President Emmanuel Macron met number %d in Paris. " % n}))' >mixed
bad=16

# Apart: the records stay without gaps, errors say where they stood.
expect_code 0 "$program" extract --errors-file=bad mixed
expect_json out 'len(r) == 1184 and not any("error" in x for x in r)'
expect_json bad 'len(r) == 16 and {x["error"]["code"] for x in r} == {"bad_json", "no_text"} and all(x["error"]["line"] for x in r)'
expect_text err '16 of 1200 records could not be read'
expect_code 0 "$program" extract --errors-file=bad --on-error=skip mixed
expect_json bad 'len(r) == 16'
expect_code 4 "$program" extract --errors-file=no/such/folder/bad mixed
expect_text err 'cannot write no/such/folder/bad: No such file'
expect_code 4 "$program" extract --errors-file=/dev/full mixed

# Budgets.
expect_code 0 "$program" extract --max-errors=16 mixed
expect_code 3 "$program" extract --max-errors=15 -o kept mixed
[ -e kept ] && fail "over the budget, and the output appeared"
expect_text err 'more bad records than --max-errors allows'
expect_code 3 "$program" extract --max-errors=0 mixed
expect_json out 'len(r) == 8 and r[7]["error"]["code"] == "no_text"'
expect_code 0 "$program" extract --max-errors=2% mixed
expect_code 3 "$program" extract --max-errors=1% mixed
head -n 51 mixed >start
expect_code 3 "$program" extract --max-errors=3% start
expect_json out 'len(r) == 51'
expect_code 0 "$program" extract --max-errors=4% start
for wrong in -1 x 5x 101% %; do expect_code 2 "$program" extract "--max-errors=$wrong" mixed; done

# Counts.
expect_code 0 "$program" extract --stats-json=stats -j 2 mixed
expect_json stats 'r[0]["records"] == 1200 and r[0]["bad"] == 16 and r[0]["errors"] == {"bad_json": 12, "no_text": 4} and r[0]["exit"] == 0'
python3 -c '
import json, os
s = json.load(open("stats"))
assert s["bytes_out"] == os.path.getsize("out") and s["found"] == 1184 and s["jobs"] == 2 and s["seconds"] > 0, s' || fail "counts: $(cat stats)"
expect_code 3 "$program" extract --stats-json=stats --max-errors=3 mixed
expect_json stats 'r[0]["bad"] == 4 and r[0]["exit"] == 3'
expect_code 4 "$program" extract --stats-json=/no/such mixed

# Chunks.
printf '2\n{"id":1,"text":"In Paris."}\n{"id":2,"text":"In Rome."}\n0\n1\n{"id":3,"text":"In Bonn."}\n' >chunks
"$program" extract --chunk-header <chunks >out 2>err || fail "chunks: exit $?"
expect_json out '[x["id"] for x in r] == [1, 2, 3]'
printf '2\n{"id":1,"text":"In Paris."}\n' | "$program" extract --chunk-header >out 2>err
[ $? = 3 ] || fail "a short chunk: not exit 3"
expect_text err 'fewer rows than the header of the chunk says'

# Progress: never in a pipe, on request after a second; it is taken away at the end.
(head -n 40 mixed; sleep 1.3; head -n 40 mixed; sleep 0.3; head -n 1 mixed) | "$program" extract --progress=always >out 2>err
expect_text err $'\r\033\\[K[0-9]+ records, [0-9.]+ MB, [0-9.]+ MB/s'
[ "$(tail -c 4 err | od -An -tx1 | tr -d ' \n')" = 0d1b5b4b ] || [ -n "$(tail -n 1 err | grep -a 'could not be read')" ] || fail "progress was left standing"
(head -n 40 mixed; sleep 1.3; head -n 40 mixed) | "$program" extract >out 2>err
expect_no_text err 'MB/s'

finish
