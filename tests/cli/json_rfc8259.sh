#!/usr/bin/env bash
# JSON as RFC 8259 has it, through the command: the rows of ../unit/json_cases.txt as lines, and what stands around records.
source "$(dirname "$0")/common.bash" "$@"

cat >run.py <<'EOF'
import json, re, subprocess, sys

def written_out(text):
    return re.sub(rb"<([0-9a-f]+)(?:\*(\d+))?>", lambda m: bytes.fromhex(m[1].decode()) * int(m[2] or 1), text)

lines, wanted, at = [], [], 0
for row in open(sys.argv[2], "rb").read().split(b"\n"):
    if not row or row.startswith(b"#"):
        continue
    verdict, text, outcome = row.split(b"\t")
    text, outcome = written_out(text), written_out(outcome)
    if b"\n" in text or not text.strip(b" \t\r") or (not lines and text.startswith(b"\xef\xbb\xbf")):
        continue  # no line, or no record
    if text.rstrip(b" \t\r") != text and verdict == b"no":
        continue  # blanks at the end of a line are no part of the record
    lines.append(text)
    wanted.append((at, verdict, outcome.decode("utf-8", "replace")))
    at += len(text) + 1
done = subprocess.run([sys.argv[1], "extract", "--from=ndjson", "--text-field=v", "--with-text", "-"], input=b"\n".join(lines) + b"\n", capture_output=True)
records = [json.loads(line) for line in done.stdout.decode().splitlines()]
bad = 0
if len(records) != len(lines) or len(lines) < 350:
    sys.exit("%d lines, %d records" % (len(lines), len(records)))
for line, (start, verdict, outcome), record in zip(lines, wanted, records):
    fault = record.get("error", {})
    if verdict == b"no":
        so = "%s@%d %s" % (fault.get("code"), fault.get("byte", -1) - start, fault.get("message")) == outcome
    elif outcome.startswith("'"):
        so = record.get("text") == outcome[1:-1]
    else:
        so = fault.get("code") == "no_text"
    if not so:
        bad += 1
        print(line[:100], outcome[:100], record)
sys.exit(bad > 0)
EOF
python3 run.py "$program" "$here/../unit/json_cases.txt" || fail "rows of json_cases.txt"

# Around records: a byte order mark at the start of the input and only there, CRLF, blank lines, no line end at the end.
printf '\xef\xbb\xbf{"id":1,"text":"In Paris."}\r\n\r\n \t\r\n\xef\xbb\xbf{"id":2,"text":"x"}\r\n{"id":3,"text":"In Oslo."}' >around
expect_code 0 "$program" extract --from=ndjson around
expect_json out '[x["id"] for x in r] == [1, None, 3] and r[1]["error"]["message"] == "expected an object" and r[1]["error"]["line"] == 4'
expect_json out 'r[0]["mentions"][0]["text"] == "Paris" and r[2]["mentions"][0]["text"] == "Oslo"'

# The same limit of depth for a line, and for a value over lines.
for depth in 511 512 513; do
  python3 -c 'import sys; n = int(sys.argv[1]) - 1; print("{\"text\":\"In Paris.\",\n\"deep\":" + "[" * n + "]" * n + "}")' $depth >deep.json
  tr -d '\n' <deep.json >deep.ndjson
  for file in deep.json deep.ndjson; do
    if [ $depth -le 512 ]; then
      expect_code 0 "$program" extract --from=${file#deep.} $file
      expect_json out 'len(r) == 1 and r[0]["mentions"]'
    else
      expect_code 3 "$program" extract --from=${file#deep.} $file
      expect_json out 'r[0]["error"]["message"].startswith("nested ")'
    fi
  done
done

finish
