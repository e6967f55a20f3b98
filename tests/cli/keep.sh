#!/usr/bin/env bash
# Fields that pass through: --keep puts them out as they came, byte for byte, under "input".
source "$(dirname "$0")/common.bash" "$@"

cat >records <<'EOF'
{"id":"a","url":"http:\/\/example.org\/caf\u00e9","n":1.50,"big":123456789012345678901234567890,"text":"In Paris.","meta":{"tags":[ "x" , {"y":null} ],"deep":{"z":-0.0e+10}},"v":9,"mentions":"theirs","é":"\ud800","quote\"d":true}
{"id":"b","text":"In Oslo.","n":1,"n":2}
{"id":"c","url":"no text"}
{"id":"d","text":7,"url":"text is no string"}
{"id":"e","url":"broken}
{"id":"f","text":"In Rome."}
EOF

# Nothing is kept unless it is asked for.
expect_code 0 "$program" extract records
cp out plain
expect_no_text out '"input"'
expect_code 0 "$program" extract --keep=none records
cmp -s out plain || fail "--keep=none"

# All: every member but text and id, in order; the rest of the record is the same.
expect_code 0 "$program" extract --keep=all records
cat >wanted <<'EOF'
,"input":{"url":"http:\/\/example.org\/caf\u00e9","n":1.50,"big":123456789012345678901234567890,"meta":{"tags":[ "x" , {"y":null} ],"deep":{"z":-0.0e+10}},"v":9,"mentions":"theirs","é":"\ud800","quote\"d":true}}
,"input":{"n":1,"n":2}}
,"input":{"url":"no text"}}
,"input":{"url":"text is no string"}}
EOF
grep -o ',"input":.*' out >got
cmp -s got wanted || fail "--keep=all: $(diff got wanted)"
sed 's/,"input":.*/}/' out | cmp -s - plain || fail "--keep=all changes more than it adds"
expect_json out '[x["id"] for x in r] == ["a", "b", "c", "d", None, "f"] and ["input" in x for x in r] == [True] * 4 + [False] * 2'
expect_json out '[x.get("error", {}).get("code") for x in r] == [None, None, "no_text", "no_text", "bad_json", None]'

# Fields by name: dots lead into objects, the last of two wins, what is not there is left out.
expect_code 0 "$program" extract --keep=n,meta.deep.z,url,nothing.at.all records
expect_text out ',"input":\{"n":1\.50,"meta\.deep\.z":-0\.0e\+10,"url":"http:\\/\\/example\.org\\/caf\\u00e9"\}\}$'
expect_text out ',"input":\{"n":2\}\}$'
expect_json out 'r[2]["input"] == {"url": "no text"} and "input" not in r[5]'
printf '{"text":"In Paris.","a.b":1,"a":{"b":2}}\n' >dots
expect_code 0 "$program" extract --keep=a.b dots
expect_text out ',"input":\{"a\.b":1\}\}$'

# The text: named, or with --with-text in its own place. Text and id may stand elsewhere.
expect_code 0 "$program" extract --keep=text,id records
expect_json out 'r[0]["input"] == {"text": "In Paris.", "id": "a"} and r[3]["input"]["text"] == 7'
expect_code 0 "$program" extract --keep=all --with-text records
expect_json out 'r[5]["text"] == "In Rome." and "input" not in r[5] and "text" not in r[0]["input"]'
printf '{"body":"In Paris.","key":5,"text":"else","id":6,"x":[]}\n' >other
expect_code 0 "$program" extract --keep=all --text-field=body --id-field=key other
expect_text out ',"input":\{"text":"else","id":6,"x":\[\]\}\}$'

# A value that stands over lines is put on one.
printf '{\n  "text": "In Paris.",\r\n  "list": [\n    1,\r\n    "a\\nb"\n  ],\n "x": {}\n}\n' >pretty.json
expect_code 0 "$program" extract --keep=all pretty.json
expect_text out ',"input":\{"list":\[     1,      "a\\nb"   \],"x":\{\}\}\}$'
expect_json out 'len(r) == 1 and r[0]["input"] == {"list": [1, "a\nb"], "x": {}}'

# Texts have no fields; what passes through can be read again, and passed through again.
expect_code 0 "$program" extract --keep=all "$sample"
expect_no_text out '"input"'
"$program" extract --keep=all --with-text records 2>/dev/null | "$program" extract --keep=input.url,document.language >out 2>/dev/null
expect_json out 'r[0]["input"]["input.url"].endswith("caf\u00e9") and r[0]["mentions"]'
python3 -c '
import random
random.seed(5)
for i in range(3000): print("{\"text\":\"In Paris.\",\"k%d\":%s}" % (i, "[" * (i % 400) + str(random.random()) + "]" * (i % 400)))' >many
expect_code 0 "$program" extract --keep=all -j3 many
grep -o ',"input":.*' out | sed 's/^,"input"://; s/}$//' >got
sed 's/"text":"In Paris.",//' many | cmp -s - got || fail "three thousand records"

# What cannot be meant.
for wrong in '' , a, ,a a,,b; do
  expect_code 2 "$program" extract --keep="$wrong" records
  expect_text err 'expected all, none, or paths'
done

finish
