#!/usr/bin/env bash
# JSON that is not a value a line: pretty-printed, one behind the other, in arrays, with record separators; and what is broken in it.
source "$(dirname "$0")/common.bash" "$@"

# same_ids FILE PYTHON-LIST: the records of the file, which all can be read
same_ids() {
  expect_code 0 "$program" extract "$1"
  expect_json out "[x['id'] for x in r] == $2 and not any('error' in x for x in r)"
  "$program" extract <"$1" | cmp -s - out || fail "$1 by standard input gives other bytes"
}

python3 - <<'EOF'
import json
news = [{"id": n, "text": "President Emmanuel Macron met \"number\" %d in Paris.\n[{\\ " % n * (n % 4), "deep": {"a": [[], {}, [1, {"b": None}]]}} for n in range(300)]
pretty = [json.dumps(x, indent=2) for x in news]
lines = [json.dumps(x) for x in news]
def write(name, text): open(name, "w").write(text)
write("lines", "\n".join(lines) + "\n")
write("pretty", "\n".join(pretty))
write("glued", "".join(lines))
write("array", json.dumps(news))
write("pretty_array", json.dumps(news, indent=4))
write("arrays", json.dumps(news[:100]) + "\n" + json.dumps(news[100:]) + "[]\n")
write("commas", ",\n".join(lines))
write("separators", "".join("\x1e" + x + "\n" for x in pretty))
write("bom", "\ufeff" + json.dumps(news, indent=1))
EOF
for name in lines pretty glued array pretty_array arrays commas separators bom; do same_ids $name 'list(range(300))'; done
"$program" extract lines >by_line
for name in pretty array separators; do
  "$program" extract $name | cmp -s - by_line || fail "$name gives other bytes than lines"
done

# However the input is cut.
python3 -c '
import os
data = open("pretty_array", "rb").read()[:30000]
for i in range(0, len(data), 41): os.write(1, data[i:i + 41])' | "$program" extract >pieces 2>err
head -c 30000 pretty_array | "$program" extract 2>err | cmp -s - pieces || fail "small pieces give other bytes"
expect_json pieces 'len(r) > 20 and [x["id"] for x in r[:-2]] == list(range(len(r) - 2)) and "error" in r[-2] and r[-1]["error"]["message"] == "an array has no end"'

# Nothing in it is nothing out of it.
for text in '[]' '[ ]\n' '[\n]\n'; do
  printf "$text" >empty
  expect_code 0 "$program" extract empty
  [ -s out ] && fail "$text gave output"
done
expect_code 0 "$program" extract --from=json /dev/null
[ -s out ] && fail "an empty stream gave output"

# One object over lines is a document with the name of its file; lines and bytes count from the start of the file.
printf '\n{\n  "text": "In Paris."\n}\n' >alone.json
expect_code 0 "$program" extract alone.json
expect_json out 'len(r) == 1 and r[0]["id"] == "alone.json"'
printf '{\n  "text": "In Paris."\n}\n{\n  "text": 7\n}\n' >two.json
expect_code 0 "$program" extract two.json
expect_json out 'r[0]["id"] is None and r[1]["error"]["line"] == 4'

# Broken values are error records; what stands behind them is read.
printf '%s\n' '{' ' "id": 1, "text": "In Paris."' '}' '{' ' "id": 2, "text": "In Par' '}' '{' ' "id": 3, "text": "In Rome."' '{' \
  ' "id": 4, "deep": [' '  {' '  }' ' }' '}' '{' ' "id": 5, "text": "In Oslo."' '}' 'nonsense here' '{' ' "id": 6, "text": ""' '}' '{ "id": 7, "te' >broken
expect_code 0 "$program" extract --from=json broken
expect_json out '[x["id"] for x in r] == [1, None, None, None, 5, None, 6, None]' 
expect_json out '[x["error"]["line"] for x in r if "error" in x] == [4, 7, 9, 18, 22]'
expect_json out '[x["error"]["code"] for x in r if "error" in x] == ["bad_json"] * 5'
expect_json out 'all(0 <= x["error"]["byte"] <= len(open("broken", "rb").read()) for x in r if "error" in x)'
printf '\x1e{"id":1,"text":"a"}\n\x1e{"id":2,"text":"b\n\x1e{"id":3,"text":["c"\x1e{"id":4,"text":"d"}\n' >separated
expect_code 0 "$program" extract separated
expect_json out '[x["id"] for x in r] == [1, None, None, 4]'
printf '[{"id":1,"text":"a"},null,7,"b",[1],{"id":2,"text":"c"},]\n' >elements
expect_code 0 "$program" extract elements
expect_json out '[x["id"] for x in r] == [1, None, None, None, None, 2] and sum("error" in x for x in r) == 4'
printf '[\n  {"id":1,"text":"a"},\n  {"id":2,"text":"b},\n  {"id":3,"text":"c"}\n]\n' >quote.json
expect_code 0 "$program" extract quote.json
expect_json out '[x["id"] for x in r] == [1, None, 3]'

# A broken first line among lines does not make a stream of them.
printf '{"id":1,"text":"In Par\n{"id":2,"text":"a"}\n{"id":3,"text":"b"} x\n{"id":4,"text":"c"}\n' >first
expect_code 0 "$program" extract first
expect_json out '[x["id"] for x in r] == [None, 2, None, 4]'
printf '{"id":1,\n{"id":2,"text":"a"}\n' >second
expect_code 0 "$program" extract second
expect_json out '[x["id"] for x in r] == [None, 2]'

# Too large: passed over to its end without being held.
{ printf '[{"id":1,"text":"a"},\n{"id":"big","text":"'; head -c 100000000 /dev/zero | tr '\0' x; printf '"},\n{"id":2,"text":"b"}]\n'; } >big
python3 - "$program" <<'EOF' || fail "a value of 100 MB"
import resource, subprocess, sys
def peak(path, out):
    subprocess.run([sys.argv[1], "extract", path], stdout=open(out, "w"), stderr=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
small = peak("elements", "out_small")
big = peak("big", "out")
assert big - small < 64 * 1024, (small, big)  # KiB
EOF
expect_json out '[x["id"] for x in r] == [1, None, 2] and r[1]["error"]["code"] == "too_large" and r[1]["error"]["line"] == 2'
rm big
expect_code 0 "$program" extract --from=json --max-bytes=60 broken
expect_json out '[x["id"] for x in r if "error" not in x] == [1, 5, 6]'

# A value is passed on when the next one has not been written yet.
mkfifo in_pipe out_pipe
"$program" extract <in_pipe >out_pipe &
job=$!
exec 3>in_pipe 4<out_pipe
for n in 1 2 3; do
  printf '{\n "id": %d,\n "text": "In Paris."\n}\n' $n >&3
  if read -r -t 20 line <&4; then
    case $line in *"\"id\":$n,"*) ;; *) fail "asked for value $n, got ${line:0:60}" ;; esac
  else
    fail "value $n was not passed on while the pipe was open"
  fi
done
exec 3>&- 4<&-
wait $job || fail "the pipe's end: exit $?"

finish
