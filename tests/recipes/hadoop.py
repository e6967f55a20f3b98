#!/usr/bin/env python3
"""Hadoop streaming, as a task runs it: the mapper gets its split on standard input and the job's variables in the environment; what it writes is the
task's output, lines "reporter:counter:GROUP,NAME,AMOUNT" on standard error are counters, a status other than 0 fails the task.

    hadoop.py PROGRAM
"""
import json, os, re, subprocess, sys

PROGRAM = os.path.realpath(sys.argv[1])
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def task(split, *options, number=0):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NEWSMARK_")}
    environment.update(NEWSMARK_CONFIG="", mapreduce_job_id="job_1764000000000_0001", mapreduce_task_id="task_1764000000000_0001_m_%06d" % number,
                       mapreduce_task_partition=str(number), mapreduce_task_ismap="true", HOME="/nonexistent")
    done = subprocess.run([PROGRAM, "extract", *options], input=split, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    counters = {}
    for line in done.stderr.decode().splitlines():
        m = re.fullmatch(r"reporter:counter:([^,]+),([^,]+),(\d+)", line)
        if m:
            counters[m.group(1), m.group(2)] = counters.get((m.group(1), m.group(2)), 0) + int(m.group(3))
    return done, counters


def main():
    records = [json.dumps({"id": n, "text": "President Emmanuel Macron met report number %d in Paris, France." % n}).encode() + b"\n" for n in range(1000)]
    out, total = b"", {}
    for number in range(4):
        done, counters = task(b"".join(records[250 * number:250 * (number + 1)]), number=number)
        expect(done.returncode == 0, "task %d: status %d" % (number, done.returncode))
        out += done.stdout
        for key, amount in counters.items():
            total[key] = total.get(key, 0) + amount
    expect([json.loads(line)["id"] for line in out.splitlines()] == list(range(1000)), "the ids of the output")
    expect(total.get(("newsmark", "records")) == 1000, "the counter of records: %s" % total)
    expect(total.get(("newsmark", "bad"), 0) == 0, "the counter of bad records: %s" % total)

    # An empty split is no error; bad records are counted, and the task goes on.
    done, counters = task(b"")
    expect(done.returncode == 0 and done.stdout == b"", "an empty split")
    done, counters = task(records[0] + b"{broken\n" + records[1])
    expect(done.returncode == 0 and len(done.stdout.splitlines()) == 3, "a bad record among others")
    expect(counters.get(("newsmark", "bad")) == 1 and counters.get(("newsmark", "bad_json")) == 1, "counters of a bad record: %s" % counters)

    # More bad ones than are tolerated fail the task.
    done, counters = task(records[0] + b"{broken\n" * 3, "--max-errors=2")
    expect(done.returncode == 3, "over the budget: status %d" % done.returncode)
    done, counters = task(b"{broken\n" + records[0], "--on-error=fail")
    expect(done.returncode == 3, "--on-error=fail: status %d" % done.returncode)

    # Outside of Hadoop nobody wants its counters, unless asked.
    plain = subprocess.run([PROGRAM, "extract"], input=records[0], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    expect(b"reporter:" not in plain.stderr, "counters without Hadoop")
    asked = subprocess.run([PROGRAM, "extract", "--hadoop"], input=records[0], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    expect(b"reporter:counter:newsmark,records,1\n" in asked.stderr, "--hadoop: %s" % asked.stderr.decode())

    print("\n".join("FAIL: " + f for f in failures) or "all as expected")
    sys.exit(bool(failures))


main()
