#!/usr/bin/env bash
# The HTML report: a page that stands alone, well-formed, within its sizes, and in which a text is never more than text. What holds of every
# page is checked where one is read: html/page.py.
source "$(dirname "$0")/common.bash" "$@"
gold=$here/../gold
export PYTHONPATH=$here/html PYTHONDONTWRITEBYTECODE=1

# check_page FILE EXPRESSION: a Python expression over p, the page in the file
check_page() {
  python3 -c '
import page, sys
p = page.Page(sys.argv[1])
sys.exit(0 if eval(sys.argv[2]) else 1)' "$1" "$2" 2>page_err || fail "$1: not so: $2 ($(tail -1 page_err))"
}

# Frame, style and script: what a page has that says nothing.
: >empty
expect_code 0 "$program" report --html empty
check_page out 'len(p.raw.encode()) < 60000 and p.texts["title"] == ["empty"]'

# Articles of all kinds: the page holds the text, and the marks are the mentions that extract tells of, with score and rule.
for article in "$gold"/*.txt "$sample"; do
  "$program" report --html "$article" >"$(basename "$article").html" || fail "report --html $article"
done
"$program" extract --from=text "$gold"/*.txt "$sample" >records
python3 - "$gold" "$sample" <<'EOF' || fail "the pages of the gold articles"
import glob, json, os, sys, page
CLASSES = {"person": "p", "organization": "o", "place": "l", "country": "c"}
marks = size = 0
files = sorted(glob.glob(sys.argv[1] + "/*.txt")) + [sys.argv[2]]
for path, record in zip(files, map(json.loads, open("records", encoding="utf-8"))):
    p = page.Page(os.path.basename(path) + ".html")
    text = open(path, encoding="utf-8").read()
    assert p.text() == "".join(text.split()), path
    mentions = [(m["text"].split(), m["score"], m["rule"], m["type"], m.get("kind", "")) for m in record["mentions"]]
    told = []
    for n, (attributes, words) in enumerate(p.marks):
        rule, type_, kind = p.data["why"][p.data["marks"][2 * n]][:3]
        told.append((words.split(), p.data["marks"][2 * n + 1], rule, p.data["types"][type_], p.data["kinds"][kind]))
        assert attributes["class"] == CLASSES[p.data["types"][type_]], attributes
    assert told == mentions, (path, [pair for pair in zip(told, mentions) if pair[0] != pair[1]][:2])
    entries = [v["id"] for t, v in p.found if t == "li" and "id" in v]
    assert entries == ["c" + c["code"] for c in record["countries"]] + [
        "e%d" % e["id"] for kind in ("person", "organization", "place") for e in record["entities"] if e["type"] == kind], path
    marks += len(p.marks)
    size += len(p.marked().encode()) - len(text.encode()) + len(p.block.encode())
print("%d bytes a mark" % (size / marks))
assert marks > 1500 and size < 200 * marks, (marks, size / marks)
EOF

# The tree of topics: each stands below the one that is broader.
"$program" report --html "$sample" >out
python3 - <<'EOF' || fail "the tree of topics"
tree = open("out", encoding="utf-8").read().split('<ul class="tree">')[1].split("</details>")[0]
assert tree.count("<ul>") >= 1 and tree.count("<li>") == tree.count('class="topic"') >= 3
EOF

# Contrast: text of every shade on every ground, underlines on the page, in light and dark.
python3 - "$here/../../src/io/html/article.css" <<'EOF' || fail "a contrast is too low"
import re, sys
def light(colour):
    colour = colour if len(colour) == 6 else "".join(c + c for c in colour)
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = [p / 12.92 if p <= .03928 else ((p + .055) / 1.055) ** 2.4 for p in parts]
    return .2126 * r + .7152 * g + .0722 * b
def contrast(a, b):
    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + .05) / (low + .05)
schemes = [dict(re.findall(r"--(\w+): #(\w+);", block)) for block in re.findall(r":root \{(.*?)\}", open(sys.argv[1]).read(), re.S)][:2]
assert len(schemes) == 2
for scheme in schemes:
    for ink in ("ink", "dim", "link"):
        for ground in ("page", "panel") if ink == "link" else ("page", "panel", "on"):
            assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground, contrast(scheme[ink], scheme[ground]))
    for line in ("person", "organization", "place", "country"):
        assert contrast(scheme[line], scheme["page"]) >= 3, line
EOF

# Parts, and the page without the text.
expect_code 0 "$program" report --html --summary "$sample"
check_page out 'p.marked() == "" and not p.marks and "q" not in p.texts'
expect_code 0 "$program" report --html --only=people,topics "$sample"
check_page out '{a["class"] for a, _ in p.marks} == {"p"} and "countries" not in p.ids and "topics" in p.ids'

# Hostile words in every field: nothing but text comes of them.
python3 "$here/html/hostile.py"
for record in hostile*.json; do
  expect_code 0 "$program" report --html "$record"
  python3 - "$record" <<'EOF' || fail "$record"
import json, sys, page
p, record = page.Page("out"), json.load(open(sys.argv[1]))
assert p.text() == page.shown(record["text"]), "the text is not what it was"
assert "".join(p.texts["h1"][0].split()) == page.shown(record["title"])
assert len(p.marks) > 15
EOF
done
expect_code 0 "$program" report --html hostile.txt
check_page out 'p.raw.count("\ufffd") >= 6'
: >'<img src=x onerror=alert(1)>&.txt'
expect_code 0 "$program" report --html ./*onerror*
check_page out 'p.texts["title"][0].endswith("<img src=x onerror=alert(1)>&.txt")'

# One article a page; a file appears as a whole or not at all.
expect_code 2 "$program" report --html -o two.html "$sample" "$sample"
expect_text err 'holds one article'
[ ! -e two.html ] && [ ! -s out ] || fail "a page was left behind"
expect_code 2 "$program" report --html "$sample" "$sample"
[ ! -s out ] || fail "a page was written"
expect_code 0 "$program" report --html -o one.html "$sample"
"$program" report --html "$sample" | cmp -s - one.html || fail "two pages of one article differ"

finish
