#!/usr/bin/env python3
"""Instructions per byte of text, by callgrind: they repeat exactly, where time does not. The gold articles are run once and three times over, so that
start-up and the first meeting of each word fall out; one line a stage. With --most N a figure above N fails: that is the gate of the tests.

    instructions.py PROGRAM [--most N] [--file FILE.ndjson]        needs valgrind
"""
import argparse, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STAGES = [("read", "nmk_records_next"), ("parse", "nmk_input_read"), ("tokens", "nmk_tokenize"), ("lines", "nmk_find_lines"), ("lookup", "nmk_look_up"),
          ("language", "nmk_find_language"), ("zones", "nmk_mark_zones"), ("sentences", "nmk_find_sentences"), ("rules", "nmk_rules_prepare"),
          ("names", "nmk_find_names"), ("countries", "nmk_find_countries"), ("entities", "nmk_link_entities"), ("topics", "nmk_score_topics"),
          ("result", "nmk_publish"), ("write", "nmk_put_record")]


def records(path):
    if path:
        return open(path, "rb").read()
    made = subprocess.run([sys.executable, os.path.join(HERE, "../gold/to_jsonl.py")], stdout=subprocess.PIPE, check=True).stdout
    rows = map(json.loads, made.splitlines())
    return b"".join(json.dumps({"id": r["id"], "text": r["text"]}).encode() + b"\n" for r in rows)


def count(program, data, times, folder):
    """Instructions in all, and inclusively of each stage's function."""
    source, out = os.path.join(folder, "in.ndjson"), os.path.join(folder, "out")
    with open(source, "wb") as f:
        f.write(data * times)
    subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, program, "extract", "--cpu=avx2", "-j", "1", source],
                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    table = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    found = {}
    for line in table.stdout.decode().splitlines():
        m = re.match(r"\s*([\d,]+) \(\s*[\d.]+%\)\s+(?:PROGRAM TOTALS|\S*:(\S+))", line)
        if m:
            name = m.group(2) or "all"
            found[name] = max(found.get(name, 0), int(m.group(1).replace(",", "")))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--most", type=float)
    parser.add_argument("--file")
    args = parser.parse_args()
    if "avx2" not in open("/proc/cpuinfo").read():
        print("skipped: this processor has no AVX2, for which the bound is")
        sys.exit(77)
    data = records(args.file)
    with tempfile.TemporaryDirectory() as folder:
        once, thrice = (count(os.path.abspath(args.program), data, n, folder) for n in (1, 3))
    per_byte = {name: (thrice[name] - once.get(name, 0)) / (2 * len(data)) for name in thrice}
    for stage, function in STAGES:
        print("%8.2f %s" % (per_byte.get(function, 0), stage))
    total = per_byte["all"]
    print("%8.2f all, instructions a byte; start-up and new words %.1f million" % (total, (once["all"] - total * len(data)) / 1e6))
    if args.most and total > args.most:
        sys.exit("more than %g instructions a byte: see which stage grew, or raise the figure in tests/CMakeLists.txt and say why" % args.most)


main()
