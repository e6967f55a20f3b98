#!/usr/bin/env bash
# Exit codes are a promise: 0 done, 1 nothing found (with -e), 2 usage, 3 bad input, 4 files, 5 data.
source "$(dirname "$0")/common.bash" "$@"

echo '{"id":1,"text":"French President Emmanuel Macron went to Berlin."}' >good
echo '{"id":1,"text":"nothing of note was here"}' >plain
echo '{"id":1,"text":' >broken

expect_code 0 "$program" extract good
expect_code 0 "$program" extract -e good
expect_code 0 "$program" extract plain
expect_code 1 "$program" extract -e plain
expect_code 1 "$program" extract --exit-status plain
expect_code 0 "$program" --help
expect_code 0 "$program" --version
expect_text out '^newsmark [0-9]+\.[0-9]+\.[0-9]+ \('
for command in extract report explain build check eval info; do
  expect_code 0 "$program" $command --help
  expect_text out "^usage: newsmark $command "
  expect_code 0 "$program" $command -h
  expect_code 0 "$program" $command -V
  expect_code 2 "$program" $command --no-such-option
  [ -s out ] && fail "$command: a usage error wrote to standard output"
  expect_text err "^Try 'newsmark $command --help'$"
done

expect_code 2 "$program"
expect_code 2 "$program" extrakt
expect_text err 'did you mean extract\?'
expect_code 2 "$program" ext good
expect_code 2 "$program" extract --ofsets=utf8 good
expect_text err 'did you mean --offsets\?'
expect_code 2 "$program" extract --offsets=bytes good
expect_text err 'codepoint, utf8 or utf16, found "bytes"'
expect_code 2 "$program" extract --offsets
expect_text err 'needs a value'
expect_code 2 "$program" extract --min-score=101 good
expect_code 2 "$program" extract --min-score= good
expect_code 2 "$program" extract --max-bytes=0 good
expect_code 2 "$program" extract --only=people,cats good
expect_code 2 "$program" extract --from=pdf good
expect_code 2 "$program" explain --at=7-3 good
expect_code 2 "$program" explain --why= good
expect_code 2 "$program" build
expect_code 2 "$program" eval

expect_code 3 "$program" extract --from=ndjson broken
expect_code 0 "$program" extract good broken --from=ndjson
expect_code 3 "$program" extract --on-error=fail --from=ndjson good broken
expect_code 3 "$program" eval broken
expect_code 4 "$program" extract no-such-file
expect_text err 'cannot read no-such-file: No such file or directory'
expect_code 4 "$program" extract "$work"
expect_code 4 "$program" report no-such-file
expect_code 4 "$program" explain no-such-file
expect_code 4 "$program" eval no-such-file
expect_code 4 "$program" extract -o no-such-folder/out good
expect_code 4 "$program" extract --model=no-such-image good
expect_code 4 "$program" info --model=no-such-image

# A terminal: help where input would have to be typed, text for people where output is shown.
if ! python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
  echo "SKIP terminals: this machine gives out none"
  finish
  exit $?
fi
python3 - "$program" "$sample" <<'EOF' || fail "terminals"
import os, pty, subprocess, sys
master, slave = pty.openpty()
for command in ("extract", "report", "explain", "eval"):
    done = subprocess.run([sys.argv[1], command], stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2 and not done.stdout and b"--help" in done.stderr, done
for variables, coloured in ({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False):
    with subprocess.Popen([sys.argv[1], "extract", "--only=people", sys.argv[2]], stdin=subprocess.DEVNULL, stdout=slave, env={**os.environ, **variables}) as job:
        shown = b""
        while b"Naomi" not in shown: shown += os.read(master, 65536)
        assert job.wait(60) == 0
    assert b"People" in shown and (b"\033[" in shown) == coloured and b'"v":1' not in shown, shown
EOF

finish
