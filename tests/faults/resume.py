#!/usr/bin/env python3
"""Runs with a checkpoint are killed before each call about a file, and so are those that go on with them; and each call, and each request
for memory, fails. Whatever happened, the next run without a fault must end with the right output and leave nothing else.

  resume.py PROGRAM KNOWLEDGE [-v]

PROGRAM is the command with tests/faults/faults.c in it, KNOWLEDGE a small data folder."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

RECORDS = [json.dumps({"id": n, "text": "President Emmanuel Macron told number %d so in Paris. " % n * n}) for n in range(3)] + ["{broken"]
COMMAND = ["extract", "-m", "small.image", "-j1", "--line-buffered", "--errors-file=errors", "-o", "out"]
RESUMED = COMMAND + ["--checkpoint=checkpoint", "--checkpoint-every=0", "--resume"]
INPUT = ["a.ndjson", "b.ndjson"]
MADE = ("out", "errors", "checkpoint", "out.part", "errors.part", "checkpoint.part")
verbose = "-v" in sys.argv
program, knowledge = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
runs = wrong = 0


def run(fault, arguments=RESUMED):
    global runs
    runs += 1
    environment = dict(os.environ, FAULT=fault, FAULT_LOG="log", NEWSMARK_CONFIG="settings")
    return subprocess.run([program] + arguments + INPUT, capture_output=True, text=True, env=environment, timeout=60)


def report(history, what):
    global wrong
    wrong += 1
    print("%s: %s" % (", then ".join(history), what))


def content(name):
    with open(name, "rb") as file:
        return file.read()


def start(old):
    """Nothing of an earlier run; perhaps an output of long ago."""
    for name in MADE:
        if os.path.exists(name):
            os.remove(name)
    if old:
        for name in "out", "errors":
            with open(name, "w") as file:
                file.write("old\n")


def is_right(right, old):
    """The files that may be there after any run: the right output, or what was there before."""
    return all(content(name) in [right[name]] + [b"old\n"] * old if os.path.exists(name) else not old for name in ("out", "errors"))


def finish(history, right, old, told=False):
    """told: an input could not be read, or there was no memory for a record: that is an error record of its own."""
    if not told and not is_right(right, old):
        report(history, "half an output")
        return
    last = run("")
    left = [name for name in MADE[2:] if os.path.exists(name)]
    if last.returncode or left or any(content(name) != right[name] for name in right):
        report(history, "the next run: exit %d, left %s, %s" % (last.returncode, left, last.stderr.strip()))
    elif verbose:
        print("%s: fine" % ", then ".join(history))


def calls():
    """Requests for memory and calls about files of the last run."""
    return list(map(int, content("log").split()[:2]))


def main():
    with open("settings", "w"), open("a.ndjson", "w") as a, open("b.ndjson", "w") as b:
        a.write("\n".join(RECORDS[:2]) + "\n")
        b.write("\n".join(RECORDS[2:]) + "\n")
    subprocess.run([program, "build", "--data", knowledge, "-o", "small.image"], check=True)
    run("", COMMAND)
    right = {name: content(name) for name in ("out", "errors")}
    start(False)
    run("")
    memory, files = calls()
    if not right["out"] or not right["errors"] or any(content(name) != right[name] for name in right):
        report(["no fault"], "other output")
    for n in range(1, files + 1):
        start(n % 2)
        first = ["kill:%d" % n]
        if run(first[0]).returncode != -9:
            report(first, "it was not killed")
        finish(first, right, n % 2)
    for n in range(1, files + 1, 5):  # the run that goes on is killed too, somewhere
        for m in range(1 + n % 7, files + 1, 7):
            start(n % 2)
            history = ["kill:%d" % n, "kill:%d" % m]
            for fault in history:
                run(fault)
            finish(history, right, n % 2)
    for kind, count, step in ("files", files, 1), ("memory", memory, 7):
        for n in range(1, count + 1, step):
            for onwards in "", "+":
                start(n % 2)
                fault = "%s:%d%s" % (kind, n, onwards)
                done = run(fault)
                if done.returncode < 0 or (done.returncode and "newsmark: " not in done.stderr):
                    report([fault], "exit %d, %s" % (done.returncode, done.stderr.strip() or "no message"))
                told = done.returncode == 4 and any("newsmark: cannot read " + name in done.stderr for name in INPUT)
                told = told or (os.path.exists("errors") and b'"code":"memory"' in content("errors"))
                finish([fault], right, n % 2, told)


folder = tempfile.mkdtemp()
os.chdir(folder)
try:
    main()
finally:
    os.chdir("/")
    shutil.rmtree(folder)
print("%d runs, %d wrong" % (runs, wrong))
sys.exit(wrong > 0)
