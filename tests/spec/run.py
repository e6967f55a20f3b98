#!/usr/bin/env python3
"""Runs the spec files: behaviour as text. The format is in README.md. Python 3 standard library only.

  run.py --program build/newsmark [-v] [--only WORDS] FILE.spec...

Exit status 1 where a case fails, where a case marked known-bug passes, or where a file has a fault."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

ZONES = {"headline", "dek", "metadata", "byline", "dateline", "body", "tail"}
TYPES = {"person", "organization", "place", "country"}
KINDS = {"name", "demonym", "capital", "government", "region", "city", "institution"}
DETAILS = {"title", "date", "source", "authors", "dateline", "language"}
SETTINGS = {"known-bug", "escapes", "title-field", "date-field", "source-field"}


class Fault(Exception):
    pass


def unescape(text):
    r"""\n \r \t \\ \xNN (a byte) \u{NNNN} (a code point), to bytes."""
    simple = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}
    out, at = b"", 0
    for match in re.finditer(r"\\(?:([nrt\\])|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]+)\})", text):
        out += text[at:match.start()].encode()
        out += simple[match[1]] if match[1] else bytes([int(match[2], 16)]) if match[2] else chr(int(match[3], 16)).encode()
        at = match.end()
    return out + text[at:].encode()


class Case:
    def __init__(self, path, line, name):
        self.path, self.line, self.name = path, line, name
        self.settings, self.text, self.expected = {}, [], []

    def bytes(self):
        text = "\n".join(self.text)
        return unescape(text.replace("\n", "")) if "escapes" in self.settings else text.encode()


def parse(path):
    cases, part = [], None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            if line.startswith("=== "):
                cases.append(Case(path, number, line[4:].strip()))
                part = "settings"
            elif not cases:
                if line and not line.startswith("#"):
                    raise Fault("%s:%d: text before the first case" % (path, number))
            elif line == "---" and part in ("settings", "text"):
                part = "expected"
            elif part == "expected":
                if line.strip() and not line.startswith("#"):
                    cases[-1].expected.append((number, line.strip()))
            else:
                setting = re.match(r"@([a-z-]+)(?:: *(.*))?$", line) if part == "settings" else None
                if setting:
                    if setting[1] not in SETTINGS:
                        raise Fault("%s:%d: unknown setting %s" % (path, number, setting[1]))
                    cases[-1].settings[setting[1]] = setting[2] or ""
                else:
                    part = "text"
                    cases[-1].text.append(line)
    for case in cases:
        if not case.expected:
            raise Fault("%s:%d: the case expects nothing" % (path, case.line))
    return cases


def annotate(program, cases):
    """The record of each case. Cases with fields are JSON records, the others are files, so that any bytes can stand in them."""
    with tempfile.TemporaryDirectory() as folder:
        paths, lines = [], []
        for i, case in enumerate(cases):
            fields = {k[:-6]: v for k, v in case.settings.items() if k.endswith("-field")}
            if fields:
                lines.append((case, json.dumps(dict(fields, id=i, text=case.bytes().decode()))))
            else:
                path = os.path.join(folder, str(i))
                with open(path, "wb") as file:
                    file.write(case.bytes())
                paths.append((case, path))
        if paths:
            run(program + ["extract", "--from=text"] + [p for _, p in paths], None, [c for c, _ in paths])
        if lines:
            run(program + ["extract", "--from=ndjson"], "\n".join(t for _, t in lines) + "\n", [c for c, _ in lines])


def run(command, text, cases):
    done = subprocess.run(command, input=text.encode() if text else b"", capture_output=True)
    records = done.stdout.decode().splitlines()
    if done.returncode != 0 or len(records) != len(cases):
        raise Fault("%s: exit status %d, %d records for %d cases\n%s" % (cases[0].path, done.returncode, len(records), len(cases),
                                                                       done.stderr.decode()))
    for case, record in zip(cases, records):
        case.record = json.loads(record)
        if "error" in case.record:
            raise Fault("%s:%d: %s" % (case.path, case.line, case.record["error"]))


def squeeze(text):
    """One space for white space, composed letters: what is the same to a reader."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))


def described(mention, entities):
    """A mention as a spec line would have it."""
    parts = [mention["type"], mention.get("kind"), mention.get("code")]
    out = "%s | %s" % (squeeze(mention["text"]), " ".join(p for p in parts if p))
    entity = entities.get(mention.get("entity"))
    if entity:
        out += " | " + entity["name"]
        role = entity.get("attributes", {}).get("role")
        if role:
            out += " | " + role
    return out


def mention_differs(mention, entities, fields):
    """What of a spec line does not hold for a mention, or None."""
    for word in fields[0].split():
        if word in TYPES:
            have = mention["type"]
        elif word in KINDS:
            have = mention.get("kind", "none")
        elif word in ZONES or word.startswith("zone:"):
            have, word = mention["zone"], word.replace("zone:", "")
        elif re.fullmatch(r"[A-Z]{2}", word):
            have = mention.get("code", "none")
        elif re.fullmatch(r"\d+\.\.\d+", word):
            have = "%d..%d" % (mention["start"], mention["end"])
        else:
            raise Fault("unknown word %s" % word)
        if have != word:
            return "is %s, not %s" % (have, word)
    entity = entities.get(mention.get("entity"), {})
    attributes = entity.get("attributes", {})
    for what, have, want in zip(("name", "role", "country"), (entity.get("name"), attributes.get("role"), attributes.get("country")), fields[1:]):
        if want == "-" and have and what != "name":
            return "has the %s %s" % (what, have)
        if want not in ("", "-") and have != want:
            return "has the %s %s, not %s" % (what, have, want)
    return None


def check_mentions(case, wanted, complete):
    entities = {e["id"]: e for e in case.record["entities"]}
    mentions = case.record["mentions"]
    at = 0
    for number, fields in wanted:
        found = next((i for i in range(at, len(mentions)) if squeeze(mentions[i]["text"]) == fields[0]), None)
        if found is None:
            yield number, "%s is not marked" % fields[0]
            continue
        if complete and found > at:
            for extra in mentions[at:found]:
                yield number, "before it is marked: %s" % described(extra, entities)
        differs = mention_differs(mentions[found], entities, fields[1:])
        if differs:
            yield number, "%s %s" % (fields[0], differs)
        at = found + 1
    if complete:
        for extra in mentions[at:]:
            yield case.line, "also marked: %s" % described(extra, entities)


def check_topics(case, number, key, value):
    relevance = {t["topic"]: t["relevance"] for t in case.record["topics"]}
    for topic in value.split():
        have = relevance.get(topic, 0)
        if key == "topics" and have < 25:
            yield number, "topic %s has relevance %d" % (topic, have)
        elif key == "main-topics" and have < 50:
            yield number, "topic %s has relevance %d" % (topic, have)
        elif key == "named-topics" and not 1 <= have < 50:
            yield number, "topic %s has relevance %d" % (topic, have)
        elif key == "not-topics" and have >= 25:
            yield number, "topic %s has relevance %d" % (topic, have)


def check_line(case, number, key, value):
    record = case.record
    if key == "not":
        for mention in record["mentions"]:
            if squeeze(mention["text"]) == value:
                yield number, "%s is marked as %s" % (value, mention["type"])
    elif key == "countries":
        have = " ".join(c["code"] for c in record["countries"])
        if sorted(have.split()) != sorted(value.replace("none", "").split()):
            yield number, "countries are %s" % (have or "none")
    elif key == "focus":
        have = " ".join(record["focus"])
        if have != value.replace("none", ""):
            yield number, "focus is %s" % (have or "none")
    elif key == "persons":
        have = "; ".join(e["name"] for e in record["entities"] if e["type"] == "person")
        if sorted(have.split("; ")) != sorted(value.replace("none", "").split("; ")):
            yield number, "persons are %s" % (have or "none")
    elif key.endswith("topics"):
        yield from check_topics(case, number, key, value)
    elif key in DETAILS:
        have = record["document"].get(key, "")
        have = "; ".join(have) if isinstance(have, list) else have or ""
        if have != value.replace("none", ""):
            yield number, "%s is %s" % (key, have or "none")
    else:
        raise Fault("unknown line %s" % key)


KEYS = r"(not|countries|focus|persons|topics|main-topics|named-topics|not-topics|title|date|source|authors|dateline|language): *(.*)"


def check(case):
    mentions, complete = [], True
    for number, line in case.expected:
        match = re.fullmatch(KEYS, line)
        if line == "...":
            complete = False
        elif line == "nothing":
            mentions = mentions or []
            yield from check_mentions(case, [], True)
        elif match:
            yield from check_line(case, number, match[1], match[2])
        elif "|" in line:
            mentions.append((number, [f.strip() for f in line.split("|")]))
        else:
            raise Fault("%s:%d: neither a mention nor a known line: %s" % (case.path, number, line))
    if mentions:
        yield from check_mentions(case, mentions, complete)


def main():
    arguments, program, verbose, only = sys.argv[1:], None, False, None
    paths = []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--program":
            program = arguments.pop(0).split()
        elif argument == "--only":
            only = arguments.pop(0)
        elif argument == "-v":
            verbose = True
        else:
            paths.append(argument)
    if not program or not paths:
        sys.exit(__doc__)
    counts = {"good": 0, "failed": 0, "known": 0, "fixed": 0}
    try:
        for path in paths:
            cases = [c for c in parse(path) if not only or only in c.name]
            if not cases:
                continue
            annotate(program, cases)
            for case in cases:
                faults = list(check(case))
                known = "known-bug" in case.settings
                outcome = ("known" if faults else "fixed") if known else "failed" if faults else "good"
                counts[outcome] += 1
                if outcome == "fixed":
                    print("%s:%d: %s: passes now, take its known-bug mark away" % (path, case.line, case.name))
                elif outcome == "failed" or (outcome == "known" and verbose):
                    print("%s:%d: %s%s" % (path, case.line, case.name, " (known bug)" if known else ""))
                    for number, fault in faults:
                        print("  %s:%d: %s" % (path, number, fault))
    except Fault as fault:
        sys.exit(str(fault))
    print("%(good)d good, %(failed)d failed, %(known)d known bugs, %(fixed)d fixed" % counts)
    sys.exit(1 if counts["failed"] or counts["fixed"] or not counts["good"] else 0)


main()
