#!/usr/bin/env bash
# The same bytes for every number of threads, however the input comes; order, memory, and what came before changes nothing.
source "$(dirname "$0")/common.bash" "$@"

python3 "$here/../gold/to_jsonl.py" >gold.ndjson
python3 -c '
import json, sys
rows = [json.loads(line) for line in open("gold.ndjson")]
for turn in range(6):
    for n, row in enumerate(rows):
        print(json.dumps({"id": "%d-%d" % (turn, n), "text": row["text"]}))
        if n % 17 == 5: print("{\"id\":%d,\"text\":" % n)
        if n % 31 == 9: print(json.dumps({"id": "none-%d" % n, "body": 1}))
        if turn == 2 and n == 40: print(json.dumps({"id": "huge", "text": "President Emmanuel Macron spoke in Paris on Monday. " * 40000}))' >many.ndjson
sum_of() { sha256sum "$@" | cut -d' ' -f1; }
slowly() { python3 -c '
import os, sys
data = open(sys.argv[1], "rb").read()
at = 0
while at < len(data): at += os.write(1, data[at:at + 40009])' "$1"; }

"$program" extract -j 1 many.ndjson >expected || fail "-j 1: exit $?"
expect_json expected 'len(r) == len(open("many.ndjson").readlines()) and sum("error" in x for x in r) > 40'
want=$(sum_of expected)
for jobs in 2 3 7 16 0; do
  [ "$("$program" extract -j $jobs many.ndjson 2>/dev/null | sum_of)" = "$want" ] || fail "-j $jobs: other bytes"
done
[ "$("$program" extract many.ndjson | sum_of)" = "$want" ] || fail "without -j: other bytes"
streamed=$("$program" extract <many.ndjson | sum_of) # errors there name no file
for jobs in 1 3; do
  [ "$("$program" extract -j $jobs <many.ndjson | sum_of)" = "$streamed" ] || fail "-j $jobs, standard input: other bytes"
  [ "$(slowly many.ndjson | "$program" extract -j $jobs | sum_of)" = "$streamed" ] || fail "-j $jobs, a pipe: other bytes"
  "$program" extract -j $jobs -o named many.ndjson || fail "-j $jobs -o: exit $?"
  [ "$(sum_of named)" = "$want" ] || fail "-j $jobs -o: other bytes"
done
[ "$(NEWSMARK_JOBS=5 "$program" extract <many.ndjson | sum_of)" = "$streamed" ] || fail "NEWSMARK_JOBS=5: other bytes"
for cpu in scalar avx2 avx512 best; do
  "$program" extract --cpu=$cpu gold.ndjson >/dev/null 2>err
  code=$?
  [ $code = 0 ] || [ $code = 2 ] || fail "--cpu=$cpu: exit $code"
  [ $code = 2 ] || [ "$("$program" extract --cpu=$cpu -j 2 many.ndjson | sum_of)" = "$want" ] || fail "--cpu=$cpu: other bytes"
done

# Unordered: the same lines. A reader of ours that is slow, or goes away.
[ "$("$program" extract -j 4 --unordered many.ndjson | sort | sum_of)" = "$(sort expected | sum_of)" ] || fail "--unordered: other lines"
[ "$("$program" extract -j 4 many.ndjson | (sleep 1; cat) | sum_of)" = "$want" ] || fail "a slow reader: other bytes"
{ "$program" extract -j 4 many.ndjson 2>err; echo $? >code; } | head -n 1 >/dev/null
[ "$(cat code)" = 141 ] || fail "closed pipe, -j 4: exit $(cat code)"
"$program" extract -j 4 many.ndjson >/dev/full 2>err
[ $? = 4 ] || fail "full disk, -j 4: not exit 4"
expect_text err 'cannot write to standard output: No space left'

# Files as operands, in their order.
mkdir texts
for article in "$here"/../gold/*.txt; do cp "$article" texts/; done
"$program" extract -j 1 texts/*.txt >files_1
"$program" extract -j 3 texts/*.txt no-such-file >files_3 2>err
[ $? = 4 ] || fail "a missing file, -j 3: not exit 4"
head -n -1 files_3 | cmp -s - files_1 || fail "texts, -j 3: other bytes"

# --on-error=fail and --max-errors end at the same record for every number of threads.
for jobs in 1 2 7; do
  "$program" extract -j $jobs --on-error=fail many.ndjson >failed_$jobs 2>err_$jobs
  [ $? = 3 ] || fail "--on-error=fail -j $jobs: not exit 3"
  "$program" extract -j $jobs --max-errors=20 many.ndjson >budget_$jobs 2>/dev/null
  [ $? = 3 ] || fail "--max-errors=20 -j $jobs: not exit 3"
  cmp -s failed_1 failed_$jobs && cmp -s err_1 err_$jobs || fail "--on-error=fail: -j $jobs ends elsewhere"
  cmp -s budget_1 budget_$jobs || fail "--max-errors: -j $jobs ends elsewhere"
done
[ "$(wc -l <failed_1)" = 6 ] || fail "--on-error=fail: $(wc -l <failed_1) records before the bad one"
[ "$(grep -c '"error"' budget_1)" = 21 ] || fail "--max-errors=20: $(grep -c '"error"' budget_1) bad ones"

# What a thread has read before changes nothing: each article alone, and in the opposite order.
tac many.ndjson | grep -v '^{"id":[0-9]*,"text":$' | "$program" extract --explain | tac | sum_of >backwards
grep -v '^{"id":[0-9]*,"text":$' many.ndjson | "$program" extract --explain | sum_of >forwards
python3 - "$program" <<'EOF' || fail "an article alone and among others: other bytes"
import subprocess, sys
lines = open("gold.ndjson", "rb").read().splitlines(True)
run = lambda data: subprocess.run([sys.argv[1], "extract", "--explain"], input=data, stdout=subprocess.PIPE, check=True).stdout
together = run(b"".join(lines)).splitlines(True)
sys.exit(any(run(line) != out for line, out in zip(lines[::4], together[::4])))
EOF
expect_code 2 "$program" extract -j many gold.ndjson
expect_code 2 "$program" extract --cpu=mmx gold.ndjson

# Memory is bounded by the threads, not by the input: the input is 12 MB, twice as much takes no more.
peak() { python3 -c '
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)' "$@"; }
cat gold.ndjson gold.ndjson gold.ndjson gold.ndjson >some.ndjson
for _ in 1 2 3 4 5 6 7 8; do cat some.ndjson; done >more.ndjson
[ "$(peak "$program" extract -j 2 more.ndjson)" -le "$(($(peak "$program" extract -j 2 some.ndjson) + 12))" ] || fail "eight times the input takes more memory"

finish
