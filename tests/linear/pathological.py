#!/usr/bin/env python3
"""Inputs that make careless programs slow: twice the text takes at most two and a half times the time.

  pathological.py PROGRAM

Each input is repeated until it takes a while, then measured at n and 2n bytes (CPU seconds of `extract`, less those of an
empty text, the least of two). What looks too slow is measured again with n doubled before it fails."""
import os
import subprocess
import sys
import tempfile

LIMIT, ENOUGH, MOST = 2.5, 0.06, 6 << 20  # ratio, seconds, bytes


def numbered(form, n):
    """Different words: form with two syllables for each number."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    count = len(syllables)
    out, size, i = [], 0, 0
    while size < n:
        word = syllables[i % count] + syllables[i // count % count] + syllables[i // count // count % count] + "ne"
        piece = form.format(word.capitalize())
        out.append(piece)
        size += len(piece)
        i += 1
    return "".join(out)[:n]


def repeated(piece):
    return lambda n: (piece * (n // len(piece) + 1))[:n]


INPUTS = {
    "one long word": repeated("a"),
    "one long word of capitals": repeated("A"),
    "capitalised words in one run": repeated("Alpha Beta Gamma "),
    "words in capitals": repeated("HEADLINE WORDS "),
    "initials": repeated("J. "),
    "letters with stops": repeated("U.S."),
    "open brackets": repeated("("),
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "quotes": repeated('"'),
    "curly quotes": repeated("\u201csaid \u2019"),
    "hyphens": repeated("-"),
    "hyphenated words": repeated("co-"),
    "apostrophes": repeated("O'"),
    "line ends": repeated("\n"),
    "short lines": repeated("Smith\n"),
    "wrapped lines": repeated("Officials of the northern province said on Monday that Jane Miller\nwould go. "),
    "spaces": repeated(" "),
    "full stops": repeated("."),
    "sentences of one word": repeated("No. "),
    "digits": repeated("1"),
    "numbers": repeated("1,234.5 "),
    "one surname": repeated("Smith said. "),
    "one full name": repeated("John Smith saw Smith again. "),
    "many surnames": lambda n: numbered("{0} said so. ", n),
    "many full names": lambda n: numbered("John {0} saw {0} again. ", n),
    "many Smiths": lambda n: numbered("{0} Smith said. Smith agreed. ", n),
    "names in lists": lambda n: numbered("{0}, ", n),
    "countries": repeated("Japan and France, Paris, Georgia. "),
    "titles": repeated("President Prime Minister Dr. "),
    "bullets": repeated("\u2022 Space\n"),
    "combining marks": repeated("\u0301"),
    "emoji joined": repeated("\U0001F468\u200D"),
    "Han": repeated("\u6771"),
    "Thai": repeated("\u0e01\u0e32"),
    "Hebrew quotes": repeated("\u05d0\""),
    "possessives": repeated("Smith's "),
    "ampersands": repeated("A&"),
    "of of of": repeated("Bank of "),
    "topic terms": repeated("climate change summit missile test "),
    "dates": repeated("May 1, 2020 "),
    "tables": repeated("Smith 3 4\nJones 5 6\n"),
    "malformed": lambda n: b"\xe2\x82\xff" * (n // 3),
    "NUL": repeated("\0"),
}


def seconds(program, path, runs=2):
    """User and system CPU seconds of one run, the least of some."""
    best = None
    for _ in range(runs):
        process = subprocess.Popen([program, "extract", "--from=text", "--max-bytes=1000000000", path], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit("exit status %d" % status)
        spent = usage.ru_utime + usage.ru_stime
        best = spent if best is None else min(best, spent)
    return best


def write(path, make, size):
    data = make(size)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def measure(program, path, make, size, empty):
    write(path, make, size)
    one = seconds(program, path) - empty
    write(path, make, 2 * size)
    return one, seconds(program, path) - empty


def main():
    program = sys.argv[1]
    failed, total = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text")
        write(path, repeated(" "), 0)
        empty = seconds(program, path)
        for name, make in INPUTS.items():
            size = 1 << 16
            while size < MOST:
                write(path, make, size)
                spent = seconds(program, path, 1) - empty
                if spent > ENOUGH / 2:
                    break
                size *= 2 if spent > ENOUGH / 5 else 4 if spent > ENOUGH / 10 else 8
            one, two = measure(program, path, make, size, empty)
            if two > LIMIT * one and two > 0.03:
                size *= 2
                one, two = measure(program, path, make, size, empty)
            bad = two > LIMIT * one and two > 0.03
            failed += bad
            total += two
            if bad or "-v" in sys.argv:
                print("%-28s %9d bytes %.3f s, twice as many %.3f s, %6.1f MB/s%s" % (
                    name, size, one, two, 2 * size / 1e6 / max(two, 1e-4), "  TOO SLOW" if bad else ""))
    print("%d inputs, %d not linear" % (len(INPUTS), failed))
    return failed > 0


sys.exit(main())
