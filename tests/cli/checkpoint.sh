#!/usr/bin/env bash
# --checkpoint and --resume: what is kept, what is refused, and that nothing is lost or doubled, whenever a run is killed.
slow=${NEWSMARK_SLOW_TESTS:-}
source "$(dirname "$0")/common.bash" "$@"

# Two files of records, bad ones among them, and one of text; five batches and more. One of the files is compressed.
python3 -c '
import json
text = "President Emmanuel Macron met Angela Merkel in Paris. \"We will trade with Chad,\" said Ms. Merkel, who flew to Nairobi. "
for name, first in ("a.jsonl", 0), ("b.jsonl", 5000):
    with open(name, "w") as file:
        for n in range(first, first + 3000):
            file.write("{broken\n" if n % 500 == 77 else json.dumps({"id": n, "text": text * (n % 5)}) + "\n")'
python3 -c 'import gzip, sys; gzip.open("b.jsonl.gz", "wb").write(open("b.jsonl", "rb").read())'
inputs=(a.jsonl "$sample" b.jsonl.gz)
"$program" extract -o whole "${inputs[@]}" 2>whole_err || fail "without a checkpoint: exit $?"
"$program" extract -o whole_apart --errors-file=whole_errors "${inputs[@]}" 2>/dev/null

kept=(--checkpoint=c --checkpoint-every=0 -o out)

# Runs that are not disturbed leave the output alone.
for jobs in 1 3; do
  expect_code 0 "$program" extract -j $jobs "${kept[@]}" "${inputs[@]}"
  cmp -s whole out || fail "-j $jobs with a checkpoint: other bytes"
  cmp -s whole_err err || fail "-j $jobs with a checkpoint: other messages: $(cat err)"
  [ -e c ] || [ -e out.part ] || [ -e c.part ] && fail "-j $jobs left files: $(echo c* out*)"
  rm out
done
expect_code 0 "$program" extract "${kept[@]}" --resume "${inputs[@]}"
cmp -s whole out || fail "--resume without a checkpoint does not begin: $(cat err)"
expect_code 0 "$program" extract "${kept[@]}"
[ -e out ] && [ ! -s out ] && [ ! -e c ] || fail "nothing in, with a checkpoint"

# interrupted [WAIT]: stops a run in the middle with SIGTERM; the input is a pipe that has nothing more to give
rm -f out
mkfifo stuck
interrupted() {
  rm -f c out out.part
  "$program" extract "${kept[@]}" a.jsonl - <stuck &
  local job=$!
  { head -c 400000 b.jsonl; until [ "$(awk '$1 == "records" && $2 > 3000' c 2>/dev/null)" ]; do sleep 0.02; done; kill -TERM $job; wait $job; } >stuck
  [ $? = 143 ] || fail "stopped: exit $?"
}
interrupted
[ -e c ] && [ -e out.part ] && [ ! -e out ] || fail "a stopped run leaves $(echo c* out*)"
lines=$(wc -l <out.part)
awk -v lines="$lines" '$1 == "records" && $2 == lines { found = 1 } END { exit !found }' c || fail "the checkpoint does not count the $lines records of out.part"
[ "$(wc -c <out.part)" = "$(awk '$1 == "output_bytes" { print $2 }' c)" ] || fail "the checkpoint does not count the bytes of out.part"

# What is not the same is refused, and nothing is touched.
refused() { # CODE REGEX ARGUMENT...
  local code=$1 regex=$2
  shift 2
  cp c c.before; cp out.part part.before
  "$program" extract "$@" <b.jsonl >out_std 2>err
  local got=$?
  [ $got = "$code" ] || fail "exit $got, not $code: $*: $(cat err)"
  expect_text err "$regex"
  cmp -s c c.before || fail "the checkpoint was changed by: $*"
  cmp -s out.part part.before || fail "the output was changed by: $*"
}
refused 2 '^newsmark: c is there: an earlier run was not finished' "${kept[@]}" a.jsonl -
refused 2 'cannot resume: the run was begun with other options; remove c' "${kept[@]}" --resume --explain a.jsonl -
refused 2 'cannot resume: the run was begun with other options' --checkpoint=c --resume -o other a.jsonl -
refused 2 'cannot resume: the input is not what it was' "${kept[@]}" --resume b.jsonl a.jsonl
refused 2 'cannot resume: the input is not what it was' "${kept[@]}" --resume a.jsonl
cp c c.fine
sed 's/^records .*/records 17/' c.fine >c
refused 4 'c is no checkpoint, or a damaged one' "${kept[@]}" --resume a.jsonl -
head -c 100 c.fine >c
refused 4 'c is no checkpoint, or a damaged one' "${kept[@]}" --resume a.jsonl -
cp c.fine c
refused 2 'checkpoint needs --output' --checkpoint=c --resume a.jsonl -
refused 2 'checkpoint needs --output' --checkpoint=c --resume -o - a.jsonl -
refused 2 'resume needs --checkpoint' --resume -o out a.jsonl -
refused 2 'checkpoint needs the order' "${kept[@]}" --resume --unordered a.jsonl -
refused 2 'needs a file of its own' --checkpoint=out -o out a.jsonl
expect_code 4 "$program" extract --checkpoint=c2 -o /dev/null a.jsonl
expect_text err 'cannot write /dev/null: it is no regular file'
expect_code 4 "$program" extract --checkpoint=missing/c -o out2 a.jsonl
expect_text err 'cannot write missing/c: No such file'
[ -e out2 ] && fail "an output without its checkpoint"
rm -f out2.part

# A file that was meant for something else is not overwritten.
cp a.jsonl precious
expect_code 4 "$program" extract --checkpoint=precious -o out2 a.jsonl
cmp -s precious a.jsonl || fail "--checkpoint overwrote a file that is none"

# Standard input comes again from the beginning, and goes on from where it was.
cat b.jsonl | "$program" extract "${kept[@]}" --resume --stats-json=stats a.jsonl - 2>err || fail "resumed: exit $?: $(cat err)"
"$program" extract -o whole_two --stats-json=whole_stats a.jsonl - <b.jsonl 2>whole_err
cmp -s whole_two out || fail "resumed: other bytes"
for file in stats whole_stats; do sed -i -E 's/"seconds":[0-9.]+//; s/"jobs":[0-9]+//' $file; done
cmp -s stats whole_stats || fail "resumed: other counts: $(cat stats whole_stats)"
[ -e c ] || [ -e out.part ] && fail "resumed: left files"

# What is gone is said to be gone.
interrupted
cp out.part part.fine
head -c 1000 part.fine >out.part
expect_code 4 "$program" extract "${kept[@]}" --resume a.jsonl b.jsonl
expect_text err 'cannot write out: what was written of it is gone'
rm out.part
expect_code 4 "$program" extract "${kept[@]}" --resume a.jsonl b.jsonl
expect_text err 'cannot write out: what was written of it is gone'
[ -e out.part ] && fail "a new out.part hides that the old one is gone"

# Two runs do not write one file.
rm -f c
"$program" extract "${kept[@]}" <stuck &
job=$!
exec 3>stuck
head -c 400000 a.jsonl >&3
until [ -e c ]; do sleep 0.02; done
expect_code 4 "$program" extract "${kept[@]}" --resume a.jsonl
expect_text err 'cannot write out: another run writes it'
tail -c +400001 a.jsonl >&3
exec 3>&-
wait $job || fail "the first of two runs: exit $?"
"$program" extract <a.jsonl 2>/dev/null | cmp -s - out || fail "the first of two runs: other bytes"

# Killed at any moment, in a loop that tries again: the same bytes, no file left. NEWSMARK_SLOW_TESTS=1: more kills.
cat >kill.py <<'EOF'
import os, random, subprocess, sys, time
program, kills, inputs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
command = [program, "extract", "--checkpoint=k", "--checkpoint-every=0", "--resume", "-o", "killed", "--errors-file=killed_errors"] + inputs
wrong = done = finished = 0
start = time.monotonic()
subprocess.run([program, "extract"] + inputs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
whole = time.monotonic() - start
same = lambda a, b: open(a, "rb").read() == open(b, "rb").read()
while done < kills or os.path.exists("k"):
    process = subprocess.Popen(command + ["-j", str(random.choice((1, 2, 5)))], stderr=subprocess.DEVNULL)
    if done < kills:
        time.sleep(random.uniform(0, whole * 0.7))
        process.kill()
    code = process.wait()
    done += code == -9
    if code == 0:
        finished += 1
        left = [name for name in os.listdir(".") if name == "k" or name.endswith(".part")]
        if not same("killed", "whole_apart") or not same("killed_errors", "whole_errors") or left:
            sys.exit("after %d kills: other bytes, or left: %s" % (done, left))
        os.remove("killed"), os.remove("killed_errors")
    elif code != -9:
        sys.exit("after %d kills: exit %d" % (done, code))
print("%d kills, %d runs to the end" % (done, finished))
EOF
kills=30
[ "$slow" = 1 ] && kills=200
python3 kill.py "$program" $kills "${inputs[@]}" || fail "kills"

finish
