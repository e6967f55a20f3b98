#!/usr/bin/env bash
# Offsets in the three units, in a text with flags, combining marks, right-to-left script, CRLF and malformed bytes.
source "$(dirname "$0")/common.bash" "$@"

printf '\xf0\x9f\x87\xaf\xf0\x9f\x87\xb5 President Emmanuel Macron of France met Jose\xcc\x81 Garc\xc3\xada in Berlin.\r\n' >text
printf '\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80\xff\xe2\x82 Chancellor Olaf Scholz said Germany would help Ukraine.\r\n' >>text
for unit in codepoint utf8 utf16; do
  expect_code 0 "$program" extract --from=text --offsets=$unit text
  cp out $unit
  expect_json out "r[0]['unit'] == '$unit' and len(r[0]['mentions']) >= 5"
done
expect_code 0 "$program" extract --from=text text
cmp -s out codepoint || fail "code points are not the default"
python3 - <<'EOF' || fail "offsets"
import json
raw = open("text", "rb").read()
text = raw.decode("utf-8", "replace")
assert text.count("\ufffd") == 2  # one for each maximal malformed part
a, b, c = (json.load(open(unit)) for unit in ("codepoint", "utf8", "utf16"))
units = text.encode("utf-16-le")
for m, n, o in zip(a["mentions"], b["mentions"], c["mentions"]):
    assert text[m["start"]:m["end"]] == m["text"], m
    assert raw[n["start"]:n["end"]].decode("utf-8", "replace") == m["text"], n
    assert units[2 * o["start"]:2 * o["end"]].decode("utf-16-le") == m["text"], o
names = [m["text"] for m in a["mentions"]]
assert "Olaf Scholz" in names and "Emmanuel Macron" in names, names
EOF

# The same in a long text, where counting starts from the last mention.
python3 -c '
import random
random.seed(3)
print(" ".join(random.choice(["President Emmanuel Macron said", "\U0001f600", "Zürich", "東京", "went to Berlin.", "so."]) for _ in range(20000)))' >long
expect_code 0 "$program" extract --with-text long
expect_json out 'len(r[0]["mentions"]) > 1000 and all(r[0]["text"][m["start"]:m["end"]] == m["text"] for m in r[0]["mentions"])'

finish
