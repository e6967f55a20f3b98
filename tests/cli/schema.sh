#!/usr/bin/env bash
# Every record is valid by the schema that is shipped, and the schema refuses what is none.
source "$(dirname "$0")/common.bash" "$@"

schema=$here/../../data/schema/record.schema.json
python=python3
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  python3 -m venv venv >/dev/null 2>&1 && venv/bin/pip install -q jsonschema >/dev/null 2>&1
  python=venv/bin/python3
fi
if ! $python -W ignore -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
  echo "SKIP: no jsonschema for Python, and it cannot be installed"
  exit 0
fi

python3 "$here/../gold/to_jsonl.py" >gold.jsonl || fail "the gold articles"
printf '%s\n' '{"id":7,"text":""}' '{"text":"In Paris."}' '{"id":"x"}' '{"id":' '{"id":false,"text":"x\ud800\u2028"}' >odd.ndjson
"$program" extract gold.jsonl >plain
"$program" extract --explain --with-text --stamp --offsets=utf16 gold.jsonl >full
"$program" extract --keep=all gold.jsonl odd.ndjson >kept 2>/dev/null
"$program" extract --only=people,places --min-score=80 gold.jsonl >part
"$program" extract odd.ndjson no-such-file "$sample" >odd 2>/dev/null
$python -W ignore - "$schema" plain full part odd kept <<'EOF' || fail "records and schema do not agree"
import copy, json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
valid = Draft202012Validator(schema)
bad = count = 0
for path in sys.argv[2:]:
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        count += 1
        for error in list(valid.iter_errors(record))[:1]:
            bad += 1
            print(path, record["id"], list(error.absolute_path), error.message[:300])
record = json.loads(open("full", encoding="utf-8").readline())
def spoil(change):
    spoiled = copy.deepcopy(record)
    change(spoiled)
    return not valid.is_valid(spoiled)
refused = [spoil(lambda r: r.pop("unit")), spoil(lambda r: r.update(v=2)), spoil(lambda r: r.update(extra=1)), spoil(lambda r: r.update(input={})),
           spoil(lambda r: r["mentions"][0].update(score=101)), spoil(lambda r: r["mentions"][0].update(type="cat")),
           spoil(lambda r: r["mentions"][0].pop("start")), spoil(lambda r: r.update(error={"code": "bad_json", "message": ""})),
           spoil(lambda r: r["document"].update(date="yesterday")), spoil(lambda r: r.update(id=None))]
print(count, "records,", bad, "not valid; refused", refused)
sys.exit(bad > 0 or not all(refused) or count < 200)
EOF

finish
