#!/usr/bin/env python3
"""Runs with a checkpoint are killed before each call about a file, and so are those that go on with them; and each call, and each request
for memory, fails. Whatever happened, the next run without a fault must end with the right output and leave nothing else.

  resume.py PROGRAM KNOWLEDGE [--all] [-v]

PROGRAM is the command with tests/faults/faults.c in it, KNOWLEDGE a small data folder. Without --all, every single kill is tried, and a
part of the rest."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

RECORDS = [json.dumps({"id": n, "text": "President Emmanuel Macron told number %d so in Paris. " % n * n}) for n in range(3)] + ["{broken"]
COMMAND = ["extract", "-m", "small.image", "-j1", "--line-buffered", "--errors-file=errors", "-o", "out"]
RESUMED = COMMAND + ["--checkpoint=checkpoint", "--checkpoint-every=0", "--resume"]
INPUT = ["a.ndjson", "b.ndjson"]
MADE = ("out", "errors", "checkpoint", "out.part", "errors.part", "checkpoint.part")
verbose, step = "-v" in sys.argv, 1 if "--all" in sys.argv else 5
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


def is_whole(name, right, old):
    """The right output, or what was there before; where a file could not be read or memory was short, error records say so."""
    if not os.path.exists(name):
        return not old
    expected = iter(right[name].splitlines())
    lines = [line for line in content(name).splitlines() if not re.match(rb'.*"error":{"code":"(unreadable|memory)"', line)]
    told = os.path.exists("errors") and re.search(rb'"code":"(unreadable|memory)"', content("errors"))
    return content(name) in [right[name]] + [b"old\n"] * old or (told and all(line in expected for line in lines))


def finish(history, right, old):
    if not all(is_whole(name, right, old) for name in right):
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
    for n in range(1, files + 1, 2 * step):  # the run that goes on is killed too, somewhere
        for m in range(1 + n % 5, files + 1, 5 * step):
            start(n % 2)
            history = ["kill:%d" % n, "kill:%d" % m]
            for fault in history:
                run(fault)
            finish(history, right, n % 2)
    for kind, count, each in ("files", files, 1), ("memory", memory, 3):
        for n in range(1, count + 1, each * step):
            for onwards in "", "+":
                start(n % 2)
                fault = "%s:%d%s" % (kind, n, onwards)
                done = run(fault)
                if done.returncode < 0 or (done.returncode and "newsmark: " not in done.stderr):
                    report([fault], "exit %d, %s" % (done.returncode, done.stderr.strip() or "no message"))
                finish([fault], right, n % 2)


memory_disk = "/dev/shm"  # where waiting for the disk costs nothing
folder = tempfile.mkdtemp(dir=memory_disk if os.access(memory_disk, os.W_OK) else None)
os.chdir(folder)
try:
    main()
finally:
    os.chdir("/")
    shutil.rmtree(folder)
print("%d runs, %d wrong" % (runs, wrong))
sys.exit(wrong > 0)
