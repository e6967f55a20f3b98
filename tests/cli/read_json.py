#!/usr/bin/env python3
"""Is what the command takes for JSON just what is JSON? Thousands of records, most of them damaged in one to three places, against
Python's reader: accepted are the same ones, with the same text and id. usage: read_json.py PROGRAM"""
import json
import random
import re
import subprocess
import sys

SOUND = [
    '{"id":"a","text":"Hello \\"w\\" \\u00e9 \\ud83d\\ude00 x","n":-1.5e+3,"o":{"a":[1,2,{"b":null}],"c":true},"e":[],"f":{}}',
    '{"id" : 1 , "b":[ "x" , "y\\\\" , false ],"text" : "in Rome" }',
    '{"x":"\\ud800","text":"\\udc00\\ud800z\u2028\u00e9\U0001f600","id":null}',
    '{"id":12345678901234567890123,"t":"a\\/b\\b\\f","text":"a\\tb","text":"c\\nd"}',
    '{"id":0.5E-3,"text":"","id":true}',
]
ODD = ["{}", "[]", "3", '"s"', '{"a":1}x', '{"a":1} {', '{"a":01}', '{"a":1', '{"a":"b', '{"a":"\x01"}', '{"a":nul}', '{"a":1,}', '{"a":[1,]}', "{,}",
       '{"a":"b"c}', '{"a":1x}', '{"a":- 1}', '{"a":1}}', '{"a":"\\x"}', '{"a":"\\u12g4"}', '{"a":.5}', '{"a":1.}', '{"a":tru e}', '{"a" 1}', '{"a"::1}',
       '{"a":1 "b":2}', '{"a":[1 2]}', '{"a":{"b":1]}', '{"a":[1}}', "{a:1}", "{'a':1}", '{"a":[[[]]],"text":"x"}', '{"a":+1}', '{"a":1e}', '{"a":-0}',
       '{"a":Infinity}', '{"a":NaN}', '{"text":"\\u0000"}', '{"text":"x" "y"}', '{"\\u0074ext":"escaped key"}']
PIECES = '{}[]:,"\\ue01-.tfn \x02a\u00e9'


def damaged(random_source):
    line = list(random_source.choice(SOUND))
    for _ in range(random_source.randint(1, 3)):
        at, how = random_source.randrange(len(line)), random_source.random()
        if how < 0.4:
            line[at] = random_source.choice(PIECES)
        elif how < 0.7:
            del line[at]
        else:
            line.insert(at, random_source.choice(PIECES))
    return "".join(line)


def refuse(constant):
    raise ValueError(constant)


def expected(line):
    """The object, or None."""
    try:
        value = json.loads(line, parse_constant=refuse, parse_float=str, parse_int=str)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def agrees(line, output):
    want, record = expected(line), json.loads(output, parse_float=str, parse_int=str)
    code = record.get("error", {}).get("code")
    if want is None:
        return code == "bad_json" and 0 <= int(record["error"]["byte"])
    if not isinstance(want.get("text"), str):
        return code == "no_text"
    text = re.sub("[\ud800-\udfff]", "\ufffd", want["text"])
    number = want.get("id") if not isinstance(want.get("id"), (dict, list)) else None
    if isinstance(number, str):
        number = re.sub("[\ud800-\udfff]", "\ufffd", number)
    return code is None and record["text"] == text and record["id"] == number


def main():
    source = random.Random(5)
    lines = SOUND + ODD + [damaged(source) for _ in range(20000)]
    lines = [line for line in lines if line.strip(" \t\r")]
    done = subprocess.run([sys.argv[1], "extract", "--from=ndjson", "--with-text"], input=("\n".join(lines) + "\n").encode(), stdout=subprocess.PIPE, check=True,
                          stderr=subprocess.DEVNULL)
    output = done.stdout.decode().split("\n")[:-1]
    if len(output) != len(lines):
        sys.exit(f"{len(lines)} records in, {len(output)} out")
    wrong = [(line, out) for line, out in zip(lines, output) if not agrees(line, out)]
    for line, out in wrong[:10]:
        print(repr(line), out[:200])
    accepted = sum(expected(line) is not None for line in lines)
    print(f"{len(lines)} records, {accepted} of them JSON objects, {len(wrong)} judged otherwise")
    return bool(wrong) or not 1000 < accepted < len(lines) - 1000


if __name__ == "__main__":
    sys.exit(main())
