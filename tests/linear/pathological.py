#!/usr/bin/env python3
"""Inputs that make careless programs slow or large: twice the text takes at most two and a half times the time, and no text takes more
than BYTES of memory a byte.

  pathological.py PROGRAM [--count] [-v]

Each input is repeated until it takes a while, then measured at n and 2n bytes (CPU seconds of `extract`, or of `report --html`, less those of an
empty text, the least of two). What looks too slow is measured again with n doubled, twice at most, before it fails. Memory is the
peak of the larger one. --count counts instructions by valgrind instead, at sizes of its own: at most 2.1 times as many."""
import os
import re
import subprocess
import sys
import tempfile

LIMIT, ENOUGH, MOST = 2.5, 0.06, 6 << 20  # ratio, seconds, bytes
COUNT_LIMIT, COUNT_SIZE = 2.1, 150000  # of instructions
BYTES, BASE = 300, 40 << 20  # peak memory: so many bytes a byte of text, and what the program and its buffers need


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
    "brackets of all kinds": repeated("([{\u00ab\u201c"),
    "alternating scripts": repeated("Smith \u6771\u4eac \u041c\u043e\u0441\u043a\u0432\u0430 \u0e01\u0e32 \u05d0\u05d1 \u0645\u0635\u0631 Paris "),
    "letters of alternating scripts": repeated("A\u0410\u0391\u6771\u0e01"),
    "marks on letters": repeated("e\u0301\u0302\u0303"),
    "one line of sentences": repeated("President Emmanuel Macron of France met Fumio Kishida in Paris on Monday. "),
    "different words": lambda n: numbered("{0} ", n).lower(),
    "spaced capitals": repeated("A B C D E F G "),
    "quoted names": repeated("\"Smith\" "),
    "nicknames": repeated("John \"Jack\" Smith "),
    "bylines": repeated("By John Smith\n"),
    "datelines": repeated("PARIS (Reuters) - The mayor said so.\n\n"),
}


def record(text):
    return '{"text":"%s"}\n' % text


# Records of JSON; n is the length of what is inside.
RECORDS = {
    "small records": lambda n: '{"id":1,"text":"In Paris."}\n' * (n // 28),
    "a record of one string": lambda n: record("President Macron of France. " * (n // 28)),
    "escapes": lambda n: record("\\n\\u0041\\\"" * (n // 10)),
    "surrogates": lambda n: record("\\ud83d\\ude00\\ud800" * (n // 18)),
    "nested arrays": lambda n: '{"text":"x","a":%s%s}\n' % ("[" * (n // 2), "]" * (n // 2)),
    "arrays side by side": lambda n: '{"text":"x","a":[%s[]]}\n' % ("[]," * (n // 3)),
    "nested objects": lambda n: '{"text":"x","a":%s1%s}\n' % ('{"a":' * (n // 6), "}" * (n // 6)),
    "different keys": lambda n: "{%s\"text\":\"x\"}\n" % "".join('"key%07d":1,' % i for i in range(n // 13)),
    "the same key": lambda n: '{%s"text":"x"}\n' % ('"text":"",' * (n // 10)),
    "many authors": lambda n: '{"text":"x","authors":[%s""]}\n' % ('"Ann Lee",' * (n // 10)),
    "a long number": lambda n: '{"text":"x","id":%s}\n' % ("1" * n),
    "a long title": lambda n: '{"text":"x","title":"%s"}\n' % ("Smith " * (n // 6)),
    "an open string": lambda n: '{"text":"%s' % ("a" * n),
    "open brackets": lambda n: "[" * n + "\n",
    "quotes": lambda n: '"' * n + "\n",
    "backslashes": lambda n: record("\\" * (n // 2 * 2)),
    "empty lines": lambda n: "\n" * n,
    "broken records": lambda n: '{"id":1,"text":\n' * (n // 16),
}


# Texts as HTML reports: one page each.
PAGES = {
    "one long line": repeated("In Paris, Jane Miller said so. "),
    "short lines": repeated("Smith\n"),
    "wrapped lines": INPUTS["wrapped lines"],
    "indented lines": repeated("Paris\n    Paris and London\n"),
    "many full names": INPUTS["many full names"],
    "markup": repeated("<b>&\"'"),
    "malformed": INPUTS["malformed"],
}


def command(program, path):
    if path.endswith("page"):
        return [program, "report", "--html", "--from=text", path]
    return [program, "extract", "--jobs=1", "--from=%s" % ("ndjson" if path.endswith("json") else "text"), "--max-bytes=1000000000", path]


def run(program, path):
    """User and system CPU seconds of one run, and its peak memory in bytes."""
    process = subprocess.Popen(command(program, path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit("exit status %d" % os.waitstatus_to_exitcode(status))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def instructions(program, path):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command(program, path),
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=dict(os.environ, LC_ALL="C"))
    return int(re.search(r"refs:\s*([0-9,]+)", done.stderr).group(1).replace(",", ""))


def write(path, make, size):
    """Writes the input, and returns its size. Another process makes it: memory of this one would count as that of those it starts."""
    writer = os.fork()
    if writer == 0:
        data = make(size)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        os._exit(0)
    if os.waitpid(writer, 0)[1]:
        raise SystemExit("an input could not be written")
    return max(os.path.getsize(path), 1)


class Result:
    def __init__(self, one, two, size, memory, limit):
        self.one, self.two, self.size, self.memory = one, two, size, memory  # of n bytes, of twice as many; size of these
        self.slow = two > limit * one
        self.large = memory > BASE + BYTES * size

    def line(self, unit):
        words = "%9d bytes: %.3f of half of them, %.3f %s, memory %5.1f MB" % (self.size, self.one, self.two, unit, self.memory / 1e6)
        return words + ("  TOO SLOW" if self.slow else "") + ("  TOO LARGE" if self.large else "")


def by_time(program, path, make, empty):
    """At sizes that take a while; once more at larger ones, and again, where it looks slow."""
    size = 1 << 16
    while size < MOST:
        write(path, make, size)
        spent = run(program, path)[0] - empty
        if spent > ENOUGH / 2:
            break
        size *= 2 if spent > ENOUGH / 5 else 4 if spent > ENOUGH / 10 else 8
    for _ in range(3):
        write(path, make, size)
        one = min(run(program, path)[0] for _ in range(2)) - empty
        twice = write(path, make, 2 * size)
        runs = [run(program, path) for _ in range(2)]
        two = min(seconds for seconds, _ in runs) - empty
        result = Result(one, two, twice, max(memory for _, memory in runs), LIMIT)
        result.slow = result.slow and two > ENOUGH / 2
        if not result.slow:
            break
        size *= 2
    return result


def by_count(program, path, make, empty):
    """Once more at a larger size where it looks slow: a table that has just grown weighs much in a small run."""
    for size in COUNT_SIZE, 4 * COUNT_SIZE:
        write(path, make, size)
        one = instructions(program, path) - empty
        twice = write(path, make, 2 * size)
        result = Result(one / 1e6, (instructions(program, path) - empty) / 1e6, twice, 0, COUNT_LIMIT)
        if not result.slow:
            break
    return result


def main():
    program, counted = sys.argv[1], "--count" in sys.argv
    measure, unit = (by_count, "million instructions") if counted else (by_time, "s")
    failed, most = 0, (0, "")
    with tempfile.TemporaryDirectory() as folder:
        for path, inputs in (os.path.join(folder, "text"), INPUTS), (os.path.join(folder, "records.ndjson"), RECORDS), \
                (os.path.join(folder, "page"), PAGES):
            write(path, repeated(" "), 0)
            empty = instructions(program, path) if counted else min(run(program, path)[0] for _ in range(3))
            for name, make in inputs.items():
                result = measure(program, path, make, empty)
                failed += result.slow or result.large
                most = max(most, ((result.memory - BASE) / result.size, name))
                if result.slow or result.large or "-v" in sys.argv:
                    print("%-31s %s" % (name, result.line(unit)), flush=True)
    print("%d inputs, %d not linear or too large%s" % (
        len(INPUTS) + len(RECORDS) + len(PAGES), failed, "" if counted else "; at most %d bytes of memory a byte (%s)" % most))
    return failed > 0


sys.exit(main())
