#!/usr/bin/env bash
# Pages for people: what they hold, how they wrap, and that nothing of the text can command a terminal.
source "$(dirname "$0")/common.bash" "$@"

cat >article <<'EOF'
Macron visits Berlin

PARIS, March 3 - French President Emmanuel Macron will travel to Germany on Monday. Chancellor Olaf Scholz will receive him in Berlin, the Elysee Palace said. Macron is to speak about sanctions against Russia and the war in Ukraine.
EOF
expect_code 0 "$program" report article
for line in '^Macron visits Berlin$' '^Countries$' '^  FR  France +#+' '^  DE  Germany +#+' '^People$' '^  Emmanuel Macron, .*president.* 3 mentions$' '^  Olaf Scholz' '^Text$' \
  '\[p:Emmanuel Macron\]' '\[c:Germany=DE\]' '\[c:French=FR\]' '^Topics$'; do
  expect_text out "$line"
done
expect_no_text out $'\033'
expect_text out '^  politics  .*[0-9]+ .*[a-z]'
expect_text out '^    (government|international-relations|elections) '
awk 'length($0) > 100 { exit 1 }' out || fail "a line is longer than the page"
COLUMNS=50 "$program" report article >narrow
python3 -c 'assert max(len(line.rstrip("\n")) for line in open("narrow", encoding="utf-8")) <= 56' || fail "COLUMNS is not heeded"
FORCE_COLOR=1 "$program" report article >colour
expect_text colour $'\033\\[0;1;33m'
expect_no_text colour '\[p:'
NO_COLOR=1 FORCE_COLOR=1 "$program" report article >plain
cmp -s out plain || fail "NO_COLOR is not heeded"
expect_code 0 "$program" report --summary article
expect_no_text out '^Text$'
expect_code 0 "$program" report --summary --only=countries article
expect_text out '^Countries$'
expect_no_text out '^(People|Topics|Places)$'
expect_code 0 "$program" report -s article article
[ "$(grep -c '^Macron visits Berlin$' out)" = 2 ] || fail "two articles are not two pages"
expect_code 0 "$program" extract --format=text article
expect_text out '^People$'

# Control characters and escape sequences are shown as U+FFFD.
printf 'President Emmanuel \033[31mMacron\033[0m said \a\b\x7f so in Paris.\n' >evil
for command in 'report' 'explain' 'extract --format=text' 'explain --why Paris'; do
  # shellcheck disable=SC2086
  FORCE_COLOR=0 "$program" $command evil >out
  expect_no_text out $'[\001-\010\013-\037\177]'
done

# Lines that somebody broke for their width flow; a list stays as it is.
printf 'Ferry sinks\n\nMANILA, May 2 - A ferry with 200 people on board sank in a storm\nbetween two islands of the Philippines, the coast guard said. The\nsearch for survivors began at dawn.\n\nSaved were\n120 passengers\n14 sailors\n' >broken
COLUMNS=60 "$program" report broken >out
expect_text out 'with 200 people on board$'
expect_text out '^  sank in a storm between two islands'
expect_text out '^  120 passengers$'

expect_code 0 "$program" explain article
expect_text out '^"Emmanuel Macron" line 3:[0-9]+ \([0-9]+-[0-9]+\): person, score [0-9]+, zone body'
expect_text out '^    sum '
expect_text out '^topic .*, relevance [0-9]+, medtop:[0-9]{8}$'
expect_text out 'topics/.*\.topics:[0-9]+$'
expect_code 0 "$program" explain --why=Macron article
[ "$(grep -c '^"Macron" line' out)" = 3 ] || fail "--why shows $(grep -c '^"Macron" line' out) of 3 places"
expect_text out 'part of "Emmanuel Macron"|person, score'
expect_code 0 "$program" explain --why=travel article
expect_text out '^"travel" line 3:.*: not marked$'
expect_code 0 "$program" explain --why=nowhere article
expect_text err '"nowhere" does not stand in the text'
at=$("$program" extract article | python3 -c 'import json, sys; print(*["%(start)d-%(end)d" % m for m in json.load(sys.stdin)["mentions"] if m["text"] == "Olaf Scholz"])')
expect_code 0 "$program" explain --at="$at" article
expect_text out '^"Olaf Scholz" line'
[ "$(grep -c ' line [0-9]' out)" = 1 ] || fail "--at shows more than one span"

# The sums that explain shows are those of the facts it lists.
"$program" explain article >out
python3 - <<'EOF' || fail "the facts do not add up to the sums"
import re
total, spans = [0] * 5, 0
for line in open("out", encoding="utf-8"):
    if not line.startswith("    "):
        total = [0] * 5
    columns = re.findall(r"(?:[+-]\d+|\s\.)(?=\s|$)", line[38:74])
    if len(columns) == 5:
        numbers = [0 if "." in c else int(c) for c in columns]
        if line.startswith("    sum "):
            assert numbers == total, (numbers, total)
            spans += 1
        else:
            total = [a + b for a, b in zip(total, numbers)]
assert spans >= 5, spans
EOF

finish
