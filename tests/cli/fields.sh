#!/usr/bin/env bash
# Where the parts of a record stand, what is kept of it, and what is left out on request.
source "$(dirname "$0")/common.bash" "$@"

cat >records <<'EOF'
{"doc":{"id":"x1","body":"The minister Rieko Hall spoke in Lagos.","head":"Minister speaks"},"published":"2021-03-04","paper":"The Courier","authors":["Ann Lee","Bo Ray"]}
{"doc.body":"In Paris.","doc":{"body":"In Rome."},"title":"T"}
{"text":"In Oslo.","id":true}
EOF
expect_code 0 "$program" extract --text-field=doc.body --id-field=doc.id --title-field=doc.head --date-field=published --source-field=paper --with-text records
expect_json out 'r[0]["id"] == "x1" and r[0]["text"].startswith("The minister")'
expect_json out 'r[0]["document"]["title"] == "Minister speaks" and r[0]["document"]["date"] == "2021-03-04" and r[0]["document"]["source"] == "The Courier"'
expect_json out 'r[0]["document"]["authors"] == ["Ann Lee", "Bo Ray"]'
expect_json out 'r[1]["text"] == "In Paris." and r[1]["id"] is None and r[1]["record"] == 2'
expect_json out 'r[2]["error"]["code"] == "no_text"'
expect_code 0 "$program" extract records
expect_text err '^newsmark: 2 of 3 records could not be read$'
expect_json out 'r[2]["id"] is True and [x["error"]["code"] for x in r[:2]] == ["no_text"] * 2'

# What comes in is told by content, and can be said.
expect_code 0 "$program" extract --from=text records
expect_json out 'len(r) == 1 and r[0]["id"] == "records"'
printf '{ not JSON } In Paris, President Emmanuel Macron spoke.\n' >braces
expect_code 0 "$program" extract braces
expect_json out 'len(r) == 1 and r[0]["id"] == "braces" and "error" not in r[0]'
printf '{\n  "id": "p",\n  "text": "In Paris."\n}\n' >pretty.json
expect_code 0 "$program" extract pretty.json
expect_json out 'len(r) == 1 and r[0]["id"] == "p"'
printf '[\n {"id": "p",\n  "text": "In Paris."}\n]\n' >array.json
expect_code 0 "$program" extract array.json
expect_json out 'len(r) == 1 and r[0]["id"] == "p"'
printf '[Paris] The minister spoke.\n' >bracket
expect_code 0 "$program" extract bracket
"$program" extract <"$sample" >out
expect_json out 'len(r) == 1 and r[0]["id"] is None and r[0]["record"] == 1'
"$program" extract "$sample" - <records >out 2>err
expect_json out 'len(r) == 4'

# Parts and scores.
expect_code 0 "$program" extract --only=people "$sample"
expect_json out '"countries" not in r[0] and "topics" not in r[0] and {m["type"] for m in r[0]["mentions"]} == {"person"}'
expect_json out '{e["type"] for e in r[0]["entities"]} == {"person"}'
expect_code 0 "$program" extract --only=countries,topics "$sample"
expect_json out 'r[0]["countries"] and r[0]["focus"] and r[0]["topics"] and {m["type"] for m in r[0]["mentions"]} <= {"country"}'
expect_code 0 "$program" extract "$sample"
cp out all
expect_code 0 "$program" extract --min-score=95 "$sample"
cp out sure
python3 - <<'EOF' || fail "--min-score"
import json
every, sure = json.load(open("all")), json.load(open("sure"))
assert sure["mentions"] == [m for m in every["mentions"] if m["score"] >= 95] != every["mentions"]
kept = {m["entity"] for m in sure["mentions"] if "entity" in m}
assert sure["entities"] == [e for e in every["entities"] if e["id"] in kept]
EOF

# Every mention's entity is listed, by its id; authors have none.
expect_json all 'all(m["entity"] in {e["id"] for e in r[0]["entities"]} for m in r[0]["mentions"] if "entity" in m)'
expect_json all 'any(m["zone"] == "byline" and m["type"] == "person" and "entity" not in m for m in r[0]["mentions"])'
expect_json all 'r[0]["focus"] == [c["code"] for c in r[0]["countries"]][:len(r[0]["focus"])]'

# Evidence and stamp.
expect_code 0 "$program" extract --explain --stamp "$sample"
expect_json out 'all("evidence" in m for m in r[0]["mentions"]) and any(m["evidence"] for m in r[0]["mentions"])'
expect_json out 'all(t["source"] and t["strength"] for x in r[0]["topics"] for t in x["evidence"])'
expect_json out 'len(r[0]["stamp"]["digest"]) == 16'
"$program" info --json >info
expect_json info 'r[0]["sections"]["countries"]["rows"] > 200'
python3 -c 'import json; assert json.load(open("info"))["digest"] == json.load(open("out"))["stamp"]["digest"]' || fail "info and stamp differ"

finish
