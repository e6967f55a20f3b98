#!/usr/bin/env bash
# Order, waiting, closed pipes, full disks, and files that appear whole or not at all.
source "$(dirname "$0")/common.bash" "$@"

# In order, one for one, the same bytes however the input is cut into pieces.
python3 -c '
import json
for n in range(3000):
    print(json.dumps({"id": n, "text": "President Emmanuel Macron met number %d in Paris. " % n * (n % 7)}))' >many
"$program" extract <many >from_file || fail "many records: exit $?"
expect_json from_file '[x["id"] for x in r] == list(range(3000))'
cat many | "$program" extract >from_pipe
cmp -s from_file from_pipe || fail "a pipe gives other bytes than a file"
python3 -c '
import sys, os
data = open("many", "rb").read()[:20000]
data = data[:data.rindex(b"\n") + 1]
for i in range(0, len(data), 37): os.write(1, data[i:i + 37])' | "$program" extract >from_pieces
head -n "$(wc -l <from_pieces)" from_file | cmp -s - from_pieces || fail "small pieces give other bytes"
"$program" extract - many <many >twice
[ "$(wc -l <twice)" = 6000 ] || fail "standard input and a file: $(wc -l <twice) records"

# A record is passed on when nothing more is there to be read.
mkfifo in_pipe out_pipe
"$program" extract <in_pipe >out_pipe &
job=$!
exec 3>in_pipe 4<out_pipe
for n in 1 2 3; do
  echo "{\"id\":$n,\"text\":\"In Paris.\"}" >&3
  if read -r -t 20 line <&4; then
    case $line in *"\"id\":$n,"*) ;; *) fail "asked for record $n, got ${line:0:60}" ;; esac
  else
    fail "record $n was not passed on while the pipe was open"
  fi
done
exec 3>&-
wait $job || fail "the pipe's end: exit $?"
exec 4<&-

# A reader that goes away ends the program in silence.
{ "$program" extract many 2>err; echo $? >code; } | head -n 1 >/dev/null
[ "$(cat code)" = 141 ] || fail "closed pipe: exit $(cat code)"
[ -s err ] && fail "closed pipe: a message: $(cat err)"

# A full disk is noticed.
for command in extract report explain; do
  "$program" $command "$sample" >/dev/full 2>err
  [ $? = 4 ] || fail "$command to a full disk: not exit 4"
  expect_text err 'cannot write to standard output: No space left on device'
done
for command in info 'extract --help' 'eval --fact-names'; do
  # shellcheck disable=SC2086
  "$program" $command >/dev/full 2>err
  [ $? = 4 ] || fail "$command to a full disk: not exit 4"
done
(trap '' XFSZ; ulimit -f 0; "$program" extract -o limited "$sample" 2>&1 | cat >&3; exit "${PIPESTATUS[0]}") 3>&1 | cat >err
[ "${PIPESTATUS[0]}" = 4 ] || fail "-o where no room is: not exit 4"
expect_text err 'cannot write limited: File too large'
[ -e limited ] && fail "-o where no room is left a file"
"$program" extract many >&- 2>err
[ $? = 4 ] || fail "closed standard output: not exit 4"

# -o: whole or not at all, over an old file too; pipes and links stay what they are.
expect_code 0 "$program" extract -o file many
[ -s out ] && fail "-o wrote to standard output"
cmp -s file from_file || fail "-o gives other bytes"
echo old >kept
printf 'x\n{"id":' >broken
expect_code 3 "$program" extract --from=ndjson --on-error=fail -o kept broken
[ "$(cat kept)" = old ] || fail "a failed run replaced the file"
expect_code 0 "$program" extract -o kept --from=text broken
expect_json kept 'len(r) == 1'
chmod 640 kept
ln -s kept link
expect_code 0 "$program" extract -o link "$sample"
[ -L link ] || fail "-o replaced a symbolic link"
[ "$(stat -c %a kept)" = 640 ] || fail "-o changed the permissions"
mkfifo pipe
cat pipe >from_fifo &
expect_code 0 "$program" extract -o pipe many
wait $!
[ -p pipe ] || fail "-o replaced a pipe"
cmp -s from_fifo from_file || fail "-o to a pipe gives other bytes"
# Ctrl-C and kill: what is ready is written, a file that is not whole does not appear.
for signal in INT TERM; do
  python3 - "$program" $signal <<'EOF' || fail "SIG$signal"
import os, signal, subprocess, sys
number = getattr(signal, "SIG" + sys.argv[2])
def start(*options):
    return subprocess.Popen([sys.argv[1], "extract", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
with start() as job:
    job.stdin.write(b'{"id":1,"text":"In Paris."}\n')
    job.stdin.flush()
    assert b'"id":1,' in job.stdout.readline()
    job.send_signal(number)
    assert job.wait(20) == 128 + number, job.returncode
with start("-o", "interrupted", "--line-buffered") as job:
    job.stdin.write(b'{"id":1,"text":"In Paris."}\n')
    job.stdin.flush()
    while not [n for n in os.listdir(".") if n.startswith("interrupted.") and os.path.getsize(n)]: pass
    job.send_signal(number)
    assert job.wait(20) == 128 + number, job.returncode
assert not [n for n in os.listdir(".") if n.startswith("interrupted")]
EOF
done
left=$(find . -name '*.??????' | grep -cE '(file|kept|link)\.')
[ "$left" = 0 ] || fail "$left temporary files are left"

finish
