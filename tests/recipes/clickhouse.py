#!/usr/bin/env python3
"""ClickHouse's executable pools, as its documentation describes them: the process lives on; for each chunk it is sent the number of rows on a line of its
own (--chunk-header), then so many rows; it answers with exactly so many rows before the next chunk comes. Bad rows are rows too.

    clickhouse.py PROGRAM
"""
import json, os, subprocess, sys, threading

PROGRAM = os.path.realpath(sys.argv[1])
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def main():
    environment = dict({k: v for k, v in os.environ.items() if not k.startswith("NEWSMARK_")}, NEWSMARK_CONFIG="")
    process = subprocess.Popen([PROGRAM, "extract", "--chunk-header"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    number = 0
    for rows in (1, 3, 0, 1000, 1, 17):
        chunk = []
        for _ in range(rows):
            chunk.append("{broken" if number % 7 == 3 else json.dumps({"id": number, "text": "Angela Merkel spoke in Berlin. %d" % number}))
            number += 1
        process.stdin.write(("%d\n" % rows + "".join(row + "\n" for row in chunk)).encode())
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline() or b"null") for _ in range(rows)]
        expect(None not in answers, "%d rows were asked for, fewer came" % rows)
        for row, answer in zip(chunk, answers):
            if row == "{broken":
                expect(answer and "error" in answer, "a bad row: %s" % answer)
            else:
                expect(answer and answer["id"] == json.loads(row)["id"], "row %s: %s" % (row, answer))
    process.stdin.close()
    expect(process.stdout.read() == b"", "more rows than were asked for")
    expect(process.wait() == 0, "status %s" % process.returncode)
    watchdog.cancel()

    for header, why in ((b"many\n{}\n", "no number"), (b"5\n{}\n", "fewer rows than the header says"), (b"-1\n", "a negative number")):
        done = subprocess.run([PROGRAM, "extract", "--chunk-header"], input=header, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        expect(done.returncode == 3 and done.stderr, "%s: status %d, %s" % (why, done.returncode, done.stderr))

    print("\n".join("FAIL: " + f for f in failures) or "all as expected")
    sys.exit(bool(failures))


main()
