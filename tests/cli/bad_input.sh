#!/usr/bin/env bash
# Nothing that comes in ends the program or is lost: one record in, one record or error record out.
source "$(dirname "$0")/common.bash" "$@"

# Lines of JSON, good and bad, with the place of the fault.
printf '%s\n' '{"id":"a","text":"In Paris."}' '{"id":"b","text":"In Par' '[1,2]' '{"id":"c"}' '{"id":"d","text":null}' '{"id":"e","text":7}' \
  '{"id":"f","text":"In Rome."} x' '{"id":"g","text":"tab	inside"}' '{"id":"h","text":"\x"}' '{"id":"i","text":"In Oslo."}' >lines
expect_code 0 "$program" extract lines
expect_json out 'len(r) == 10'
expect_json out '[x["id"] for x in r] == ["a", None, None, "c", "d", "e", None, None, None, "i"]'
expect_json out '[x.get("error", {}).get("code") for x in r] == [None, "bad_json", "bad_json", "no_text", "no_text", "no_text", "bad_json", "bad_json", "bad_json", None]'
expect_json out '[x["record"] for x in r if x["id"] is None] == [2, 3, 7, 8, 9]'
expect_json out 'all(x["error"]["line"] == n for n, x in enumerate(r, 1) if "error" in x) and all(x["error"]["file"] == "lines" for x in r if "error" in x)'
expect_json out 'open("lines", "rb").read()[r[7]["error"]["byte"]] == 9 and open("lines", "rb").read()[r[8]["error"]["byte"]] == 92'
expect_text err '8 of 10 records could not be read'

expect_code 0 "$program" extract --on-error=skip lines
expect_json out '[x["id"] for x in r] == ["a", "i"]'
expect_code 3 "$program" extract --on-error=fail lines
expect_json out '[x["id"] for x in r] == ["a"]'
expect_text err 'lines:2: a string has no end'

# Malformed UTF-8: refused in JSON, which has to be UTF-8, and read as U+FFFD in plain text.
printf '{"id":"a","text":"In Par\xffis."}\n{"id":"b","text":"In Paris."}\n' >utf8.ndjson
expect_code 0 "$program" extract utf8.ndjson
expect_json out 'r[0]["error"]["code"] == "bad_utf8" and r[0]["error"]["byte"] == 24 and r[1]["id"] == "b"'
printf 'In \xe2\x82 Paris \xff\xfe, President Emmanuel Macron said on Monday.\n' >utf8.txt
expect_code 0 "$program" extract --with-text utf8.txt
expect_json out 'r[0]["text"].startswith("In \ufffd Paris \ufffd\ufffd,")'
expect_json out 'r[0]["mentions"] and all(r[0]["text"][m["start"]:m["end"]] == m["text"] for m in r[0]["mentions"])'

# NUL, lone surrogates, escapes, duplicate keys, a byte order mark, CRLF, empty lines.
printf 'In Paris\0 President Emmanuel Macron said so.\n' >nul.txt
expect_code 0 "$program" extract --with-text nul.txt
expect_json out '"\0" in r[0]["text"] and "Emmanuel Macron" in [m["text"] for m in r[0]["mentions"]]'
printf '{"id":"a","text":"x \\ud800 y \\u0000 \\ud83d\\ude00"}\n' >escapes
expect_code 0 "$program" extract --with-text escapes
expect_json out 'r[0]["text"] == "x \ufffd y \0 \U0001f600"'
printf '\xef\xbb\xbf\r\n{"id":"a","id":"b","text":"old","text":"In Paris."}\r\n   \r\n{"id":2.50,"text":""}' >odd.ndjson
expect_code 0 "$program" extract --with-text odd.ndjson
expect_json out '[x["id"] for x in r] == ["b", 2.5] and r[0]["text"] == "In Paris." and r[1]["mentions"] == []'
expect_text out '"id":2\.50,'

# Empty input is empty output; an empty file is one empty text.
: >empty.txt
expect_code 0 "$program" extract empty.txt
expect_json out 'len(r) == 1 and r[0]["id"] == "empty.txt" and r[0]["mentions"] == [] and r[0]["countries"] == []'
expect_code 0 "$program" extract
[ -s out ] && fail "empty input gave output"
: >empty.ndjson
expect_code 0 "$program" extract empty.ndjson
[ -s out ] && fail "an empty .ndjson gave output"

# Too large: passed over without being held in memory, and the next record is read.
{ printf '{"id":"big","text":"'; head -c 100000000 /dev/zero | tr '\0' x; printf '"}\n{"id":"small","text":"In Paris."}\n'; } >big.ndjson
python3 - "$program" <<'EOF' || fail "a line of 100 MB"
import resource, subprocess, sys
def peak(path, out):
    subprocess.run([sys.argv[1], "extract", path], stdout=open(out, "w"), stderr=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
small = peak("lines", "out_small")
big = peak("big.ndjson", "out")
assert big - small < 64 * 1024, (small, big)  # KiB: the limit of 16 MiB, twice over, and some
EOF
expect_json out 'len(r) == 2 and r[0]["error"]["code"] == "too_large" and r[0]["error"]["line"] == 1 and r[1]["id"] == "small"'
expect_code 0 "$program" extract --max-bytes=60 lines
expect_code 3 "$program" extract --max-bytes=10 "$sample"
expect_json out 'r[0]["error"]["code"] == "too_large"'
rm big.ndjson

# Unreadable files are said, and do not stop the others.
expect_code 4 "$program" extract no-such-file "$sample"
expect_json out 'len(r) == 2 and r[0]["id"] == "no-such-file" and r[0]["error"]["code"] == "unreadable" and r[1]["mentions"]'

# Deep nesting and long keys.
python3 -c 'print("{\"id\":1,\"text\":\"In Paris.\",\"deep\":" + "[" * 5000 + "]" * 5000 + "}")' >deep.ndjson
expect_code 3 "$program" extract deep.ndjson
expect_json out 'r[0]["error"]["message"].startswith("nested deeper")'

# Images: of another kind, cut short, with a bit flipped.
data=$here/../../data
expect_code 0 "$program" build --data "$data" -o whole.image
size=$(stat -c %s whole.image)
for cut in 0 1 63 64 200 $((size / 2)) $((size - 1)); do
  head -c $cut whole.image >cut.image
  expect_code 5 "$program" extract --model=cut.image "$sample"
  [ -s out ] && fail "an image of $cut bytes gave output"
  expect_text err '^newsmark: cut\.image: '
done
for at in 3 8 12 20 30 70 100 5000 $((size / 3)) $((size - 70)); do
  cp whole.image flipped.image
  python3 -c 'import sys; f = open("flipped.image", "r+b"); f.seek(int(sys.argv[1])); b = f.read(1)[0]; f.seek(-1, 1); f.write(bytes([b ^ 16]))' $at
  expect_code 5 "$program" extract --model=flipped.image "$sample"
done
expect_code 5 "$program" extract --model="$sample" "$sample"

finish
