#!/usr/bin/env python3
"""Every request for memory and every call about a file fails once, and once from there on; reads and writes move one byte a call, or are
interrupted. The command must say what is wrong and give no wrong output for right.

  run.py PROGRAM KNOWLEDGE [--all] [-v]

PROGRAM is the command with tests/faults/faults.c in it, KNOWLEDGE a small data folder. Without --all, some forty faults of each kind are
tried for each case: the first twenty and others evenly spread."""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

TIMES = re.compile(rb'(?<="nanoseconds":){[^}]*}')
CODES = {0, 1, 3, 4, 5, 70}  # README.md; 2 is for mistakes on the command line, and there are none here
ARTICLE = """Summit in Lisbon ends with a promise

By Celeste Amadi
21 May 2024

LISBON (Harbour Courier) - Prime Minister Akiko Shimomura of Japan met French President Emmanuel Macron in Lisbon on Monday. "We will
launch the satellite," said Ms. Shimomura, who flies to Nairobi today. The Kremlin and the Bank of France declined to comment.
"""
RECORDS = [
    {"id": 1, "title": "Jordan wins", "authors": ["Ann Lee", "Bo Chan"], "text": "Jordan beat Chad in Amman, said Sam Brown. \u201cWell \u00e9\u201d"},
    {"id": "b\n", "text": ARTICLE, "byline": "A. Writer", "deep": [[{"a": None}], 1.5e3, True]},
    {"id": 3, "text": "President Emmanuel Macron\ttold the \"Times\" \\ so. " * 40},
]
GOLD = {"id": "g", "text": "Ann Lee met Bo Chan of Chad in Paris.", "ents": [{"start": 0, "end": 7, "type": "PERSON"},
        {"start": 23, "end": 27, "type": "COUNTRY", "id": "iso:TD"}], "countries": ["TD", "FR"], "focus": ["TD"], "topics": ["politics"],
        "people": [{"name": "Ann Lee", "role": "mayor"}], "zones": [{"start": 0, "end": 37, "zone": "body"}], "title": "x"}


def cases(knowledge):
    """Name: arguments, standard input. -o names the file "out"."""
    records = "".join(json.dumps(record) + "\n" for record in RECORDS)
    return {
        "text": (["extract", "article.txt"], ""),
        "records": (["extract", "records.ndjson"], ""),
        "stream": (["extract", "--line-buffered", "--with-text", "--stamp", "--offsets=utf16", "--keep=all"], records),
        "explained": (["extract", "--explain", "--min-score=20", "-o", "out", "records.ndjson", "article.txt"], ""),
        "own model": (["extract", "-m", "small.image", "article.txt", "missing.txt", "records.ndjson"], ""),
        "packed": (["extract", "article.txt.gz", "all.tar.gz", "all.zip"], ""),
        "encoded": (["extract", "utf16.txt", "latin.txt"], ""),
        "pretty": (["extract", "pretty.json"], ""),
        "threads": (["extract", "--jobs=3", "records.ndjson", "article.txt"], ""),
        "apart": (["extract", "--errors=out", "--stats-json=stats", "records.ndjson", "missing.txt"], ""),
        "as text": (["extract", "--format=text", "records.ndjson"], ""),
        "strict": (["extract", "--on-error=fail", "-o", "out", "records.ndjson"], ""),
        "skip": (["extract", "--on-error=skip", "records.ndjson"], ""),
        "packed": (["extract", "records.ndjson.gz", "pack.tar.xz", "pack.zip", "cut.tar.gz"], ""),
        "folders": (["extract", "-r", "tree", "missing", "article.txt"], ""),
        "list": (["extract", "--files-from=-", "article.txt"], "records.ndjson\nmissing\ntree/1.txt\n"),
        "values": (["extract", "values.json"], ""),
        "encodings": (["extract", "latin.txt", "wide.ndjson"], ""),
        "encoding": (["report", "--encoding=windows-1252", "latin.txt"], ""),
        "report": (["report", "article.txt", "records.ndjson"], ""),
        "report as HTML": (["report", "--html", "article.txt"], ""),
        "report as HTML": (["report", "--html", "-o", "out", "article.txt"], ""),
        "report to file": (["report", "-o", "out", "article.txt"], ""),
        "explain": (["explain", "article.txt"], ""),
        "explain why": (["explain", "--why=Macron", "-m", "small.image", "records.ndjson"], ""),
        "info": (["info", "--json", "-m", "small.image"], ""),
        "profile": (["info", "--json", "--profile=records.ndjson"], ""),
        "eval": (["eval", "--errors=5", "gold.jsonl"], ""),
        "evidence": (["eval", "--evidence=3", "gold.jsonl"], ""),
        "eval with weights": (["eval", "--data", knowledge, "--weights", knowledge + "/weights.tsv", "gold.jsonl"], ""),
        "check": (["check", "--data", knowledge, "own"], ""),
        "build": (["build", "--data", knowledge, "own", "-o", "out"], ""),
    }


class Run:
    def __init__(self, program, case, fault, timeout=120):
        arguments, standard_input = case
        if "out" in arguments:
            with open("out", "w") as file:
                file.write("old\n")
        if os.path.exists("log"):
            os.remove("log")
        before = set(os.listdir("."))
        environment = dict(os.environ, FAULT=fault, FAULT_LOG="log", NEWSMARK_CONFIG="settings", MALLOC_PERTURB_="165")
        done = subprocess.run([program] + arguments, input=standard_input.encode(), capture_output=True, env=environment, timeout=timeout)
        self.code, self.out, self.err = done.returncode, TIMES.sub(b"", done.stdout), done.stderr.decode(errors="replace")
        self.left = set(os.listdir(".")) - before - {"log", "stats"}
        self.file = b""
        if "out" in arguments:
            with open("out", "rb") as file:
                self.file = file.read()
        self.memory, self.files, self.kept, self.open = [0, 0, 0, 0]
        if os.path.exists("log"):
            with open("log") as file:
                self.memory, self.files, self.kept, self.open = map(int, file.read().split())

    def same(self, other):
        return (self.code, self.out, self.file) == (other.code, other.out, other.file)


def is_error_record(line):
    try:
        return json.loads(line)["error"]["code"] in ("memory", "unreadable", "too_large")
    except (ValueError, KeyError, TypeError):
        return False


def marked_as_wrong(got, wanted, told):
    """Whole lines, the expected ones but for error records in the place of some; or without some, where that was told."""
    got, wanted = got.splitlines(True), wanted.splitlines(True)
    errors = [line for line in got if is_error_record(line)]
    rest = [line for line in got if not is_error_record(line)]
    ordered = iter(wanted)
    return all(line in ordered for line in rest) and bool(errors or told) and (not got or got[-1].endswith(b"\n"))


def fault_of(run, right, memory):
    """What is wrong with a run that had a fault; None where nothing is."""
    if run.code < 0 or "Sanitizer" in run.err or "runtime error" in run.err:
        return "it crashed (%d)" % run.code
    if run.code not in CODES:
        return "exit code %d is not documented" % run.code
    if run.left:
        return "it left %s behind" % ", ".join(sorted(run.left))
    if run.kept or run.open:
        return "%d blocks and %d files were not given back" % (run.kept, run.open)
    if run.same(right):
        return None
    told = "records could not be read" in run.err
    if run.code == 5 and memory:
        return "memory was short, and the data are called faulty"
    if run.code == 0:
        whole = run.file == right.file or marked_as_wrong(run.file, right.file, told)
        if not whole or not (run.out == right.out or marked_as_wrong(run.out, right.out, told)):
            return "other output, and success"
    elif run.file not in (b"old\n", right.file) and not marked_as_wrong(run.file, right.file, told):
        return "half a file"
    if run.code != 1 and not re.search(r"^newsmark: .*\w.*\w", run.err, re.M):
        return "no message (exit code %d)" % run.code
    return None


def sample(count, everything):
    if everything or count <= 40:
        return list(range(1, count + 1))
    return sorted(set(range(1, 21)) | {21 + i * (count - 21) // 20 for i in range(21)})


def try_case(program, name, case, options):
    right = Run(program, case, "")
    runs, failed = 1, 0

    def one(fault, must_be_same=False):
        nonlocal runs, failed
        run = Run(program, case, fault)
        runs += 1
        wrong = "other output" if must_be_same and not run.same(right) else fault_of(run, right, fault.startswith("memory"))
        if wrong:
            failed += 1
            print("%s, %s: %s\n    %s" % (name, fault, wrong, run.err.strip()[-300:].replace("\n", "\n    ")))
        elif "-v" in options:
            print("%s, %s: %d %s" % (name, fault, run.code, run.err.strip().splitlines()[-1:]))

    if right.code not in (0, 4) or right.kept or right.open:
        print("%s: exit code %d without a fault; %d blocks, %d files kept: %s" % (name, right.code, right.kept, right.open, right.err))
        return 1, 1
    for kind, count in ("memory", right.memory), ("files", right.files):
        for n in sample(count, "--all" in options):
            one("%s:%d" % (kind, n))
            one("%s:%d+" % (kind, n))
    one("short:0", True)
    one("interrupt:0", True)
    return runs, failed


def prepare_sources():
    """Compressed, in archives, in folders, in other shapes and encodings."""
    os.makedirs("tree/deeper")
    for name in "tree/2.txt", "tree/deeper/3.txt", "tree/1.txt":
        shutil.copy("article.txt", name)
    with open("records.ndjson", "rb") as file:
        lines = file.read()
    with gzip.open("records.ndjson.gz", "wb") as file:
        file.write(lines)
    with tarfile.open("pack.tar.xz", "w:xz") as pack:
        pack.add("records.ndjson.gz")
        pack.add("article.txt")
    with zipfile.ZipFile("pack.zip", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.write("records.ndjson")
        pack.write("article.txt")
    with tarfile.open("cut.tar.gz", "w:gz") as pack:
        pack.add("article.txt")
    os.truncate("cut.tar.gz", os.path.getsize("cut.tar.gz") - 9)
    with open("values.json", "w") as file:
        json.dump(RECORDS, file, indent=1)
        file.write('{"id": 4, "text": ]\n{"id": 5, "text": "In Paris."}')
    with open("latin.txt", "wb") as file:
        file.write("In S\u00e3o Paulo, President Emmanuel Macron spoke of the \u00c9lys\u00e9e.\n".encode("cp1252"))
    with open("wide.ndjson", "wb") as file:
        file.write(lines.decode().encode("utf-16"))


def prepare(program, knowledge):
    with open("article.txt", "w") as file:
        file.write(ARTICLE)
    with open("records.ndjson", "w") as file:
        file.writelines(json.dumps(record) + "\n" for record in RECORDS)
    with gzip.open("article.txt.gz", "wb") as file:
        file.write(ARTICLE.encode())
    with tarfile.open("all.tar.gz", "w:gz") as packed:
        packed.add("article.txt")
        packed.add("records.ndjson")
    with zipfile.ZipFile("all.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write("records.ndjson")
        packed.write("article.txt.gz")
    with open("utf16.txt", "w", encoding="utf-16") as file:
        file.write(ARTICLE)
    with open("latin.txt", "w", encoding="latin-1") as file:
        file.write(ARTICLE + "\u00c9mile Zol\u00e1 a \u00e9t\u00e9 \u00e0 la f\u00eate.\n" * 3)
    with open("pretty.json", "w") as file:
        json.dump(RECORDS, file, indent=1)
    with open("settings", "w") as file:
        file.write("# the same call is the same one in every run\n--jobs=1\n")
    with open("gold.jsonl", "w") as file:
        file.write(json.dumps(GOLD) + "\n")
    prepare_sources()
    os.makedirs("own/lexicon")
    with open("own/lexicon/people.tsv", "w") as file:
        file.write("Rosalind Quist\t-\tFR\tmayor of Akaroa @ 2025-10-12..\n")
    subprocess.run([program, "build", "--data", knowledge, "-o", "small.image"], check=True)


def main():
    program, knowledge, options = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), sys.argv[3:]
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    runs, failed = 0, 0
    try:
        prepare(program, knowledge)
        for name, case in cases(knowledge).items():
            tried, wrong = try_case(program, name, case, options)
            runs, failed = runs + tried, failed + wrong
    finally:
        os.chdir("/")
        shutil.rmtree(folder)
    print("%d runs, %d wrong" % (runs, failed))
    return failed > 0


sys.exit(main())
