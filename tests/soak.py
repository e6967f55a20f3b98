#!/usr/bin/env python3
"""Gigabytes through extract: as many records out as in, and at the end no more memory than after a tenth of the way.

  soak.py PROGRAM GIGABYTES [OPTION...]

The records are the articles of tests/gold over and over, each time different: cut, joined, in capitals, with names and numbers that
never came before; now and then one is large, or broken. OPTIONs go to extract."""
import json
import os
import subprocess
import sys
import threading

GROWTH, ROOM = 1.1, 4 << 20  # of resident memory, from a tenth of the way to the end
LARGE_EVERY, BROKEN_EVERY, LARGE = 5000, 1000, 3 << 20


def variants():
    """Halves of JSON strings, to put something new between."""
    gold = os.path.join(os.path.dirname(os.path.realpath(__file__)), "gold")
    lines = subprocess.run([sys.executable, os.path.join(gold, "to_jsonl.py"), gold], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    made = []
    for i, text in enumerate(texts):
        other = texts[(i * 7 + 1) % len(texts)]
        for whole in text, text[: len(text) // 3], text.upper(), text + "\n\n" + other, text[len(text) // 2:] + other[: len(other) // 2]:
            half = whole.find(" ", len(whole) // 2)
            made.append((json.dumps(whole[:half])[1:-1], json.dumps(whole[half:])[1:-1]))
    return made


def records(made):
    """For ever: the record, and whether it is broken."""
    number = 0
    while True:
        number += 1
        before, after = made[number * 2654435761 % len(made)]
        if number % LARGE_EVERY == 0:
            before = (before + " ") * (LARGE // (len(before) + 1) + 1)
        text = '{"id":%d,"text":"%s, said Anna Novak%x of Sector %d,%s"}\n' % (number, before, number * 40503 % 1000003, number, after)
        broken = number % BROKEN_EVERY == 0
        yield (text[: len(text) // 2] + "\n" if broken else text).encode(), broken


def resident(process):
    with open("/proc/%d/status" % process.pid) as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS:"))


class Counter(threading.Thread):
    def __init__(self, stream):
        super().__init__()
        self.stream, self.lines, self.errors, self.bytes = stream, 0, 0, 0

    def run(self):
        for line in self.stream:
            self.lines += 1
            self.errors += line.startswith(b'{"v":1,') and b',"error":{' in line
            self.bytes += len(line)


def main():
    program, gigabytes, options = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    wanted, sent, count, broken, early = int(gigabytes * 1e9), 0, 0, 0, None
    process = subprocess.Popen([program, "extract", "--from=ndjson"] + options, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    counter = Counter(process.stdout)
    counter.start()
    for record, is_broken in records(variants()):
        if early is None and sent > wanted // 10:
            early = resident(process)
        if sent > wanted:
            break
        process.stdin.write(record)
        sent, count, broken = sent + len(record), count + 1, broken + is_broken
    process.stdin.flush()
    late = resident(process)
    process.stdin.close()
    counter.join()
    code = process.wait()
    print("%d records, %.2f GB in, %.2f GB out; memory %.1f MB after a tenth, %.1f MB at the end" % (
        count, sent / 1e9, counter.bytes / 1e9, early / 1e6, late / 1e6))
    wrong = []
    if code != 0:
        wrong.append("exit code %d" % code)
    if counter.lines != count or counter.errors != broken:
        wrong.append("%d records came out, %d of them errors, for %d and %d" % (counter.lines, counter.errors, count, broken))
    if late > GROWTH * early + ROOM:
        wrong.append("memory grows")
    print("\n".join(wrong) or "as many out as in, in constant memory")
    return bool(wrong)


sys.exit(main())
