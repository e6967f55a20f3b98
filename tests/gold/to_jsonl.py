#!/usr/bin/env python3
"""Turn the gold files of a folder into JSON Lines. Python 3 standard library only.

  to_jsonl.py [FOLDER]      one object a file on standard output (default: this folder)
  to_jsonl.py --counts      what the files hold, by style, trait and mark

The format is in README.md. Whatever is wrong is reported as file:line: message on standard
error, all of it, and the exit status is 1; nothing is printed to standard output then.
"""
import json
import os
import re
import sys
from collections import Counter

MARKS = {  # letter: (type, finer type, code: never, maybe, always)
    "p": ("PERSON", None, "never"),
    "o": ("ORG", None, "maybe"),
    "l": ("LOC", None, "maybe"),
    "c": ("COUNTRY", None, "always"),
    "d": ("NORP", None, "maybe"),
    "k": ("LOC", "capital", "always"),
    "g": ("LOC", "seat", "always"),
    "b": ("PERSON", "byline", "never"),
}
ZONES = {"headline", "dek", "metadata", "byline", "dateline", "body", "tail"}
KEYS = ["style", "traits", "language", "title", "date", "source", "authors", "dateline",
        "countries", "focus", "topics", "class", "also", "person"]
STYLES = set("""wire caps wrapped page magazine blog headline record sports company obituary
    interview crime disaster science elections opinion local foreign short list historic""".split())
TRAITS = set("""chinese korean japanese vietnamese indonesian arabic patronymic spanish icelandic
    couple two-smiths nickname initials particle junior hyphen possessive o-name titles
    word-names former-state title-case""".split())
SLUGS = set("""space cybersecurity artificial-intelligence quantum-technology climate-change
    environment-pollution defence missiles nuclear-weapons nuclear-power diplomacy sanctions trade
    economy companies markets energy semiconductors supply-chain technology elections government
    protests terrorism armed-conflict human-rights migration crime courts corruption health
    epidemics natural-disasters accidents weather education religion sport arts-entertainment
    media science agriculture transport labour gender""".split())
CLASSES = {"%02d000000" % n for n in range(1, 18)}
CODES = set("""AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN
    BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU
    GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK
    TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
    SU YU CS DD YD""".split())
MARK = re.compile(r"\{([^:{}]*):([^{}]*?)(?:=([A-Za-z]*))?\}")
DATE = re.compile(r"\d{4}-\d\d-\d\d$")


TITLE = re.compile(r"(Mr|Mrs|Ms|Dr|Prof|Capt|Gen|President|Pope|Sister|Sir|Queen|King)\b\.? ")


def short_form(short, full):
    """Each word of the short form is a word of the full one, or its initial, in order."""
    rest = iter(full.casefold().replace("-", " ").replace('"', "").split())
    return all(any(w == f or (w[-1:] == "." and f.startswith(w[0])) for f in rest)
               for w in short.casefold().replace("-", " ").replace('"', "").split())


class Gold:
    """One gold file: its header, its plain text, its marks, and what is wrong with it."""

    def __init__(self, path):
        self.path = path
        self.errors = []
        self.header = {}
        self.where = {}
        self.people = []
        self.text = ""
        self.zones = []
        self.ents = []
        with open(path, encoding="utf-8", newline="") as f:
            lines = f.read().split("\n")
        if "---" not in lines:
            self.error(1, "no line --- between header and text")
            return
        cut = lines.index("---")
        for n, line in enumerate(lines[:cut], 1):
            self.read_header(n, line)
        self.read_body(cut + 2, lines[cut + 1:])
        self.check()

    def error(self, line, message):
        self.errors.append("%s:%d: %s" % (self.path, line, message))

    def read_header(self, n, line):
        key, colon, value = line.partition(":")
        value = value.strip()
        if not colon or key not in KEYS:
            self.error(n, "unknown header key '%s'" % key)
        elif not value:
            self.error(n, "'%s' has no value: leave the line out" % key)
        elif key == "person":
            fields = [f.strip() for f in value.split("|")]
            if len(fields) not in (3, 4):
                self.error(n, "a person needs name | role | country [| other names]")
                return
            names = fields[3].split("; ") if len(fields) == 4 else []
            self.people.append((fields[0], fields[1], fields[2], names, n))
        elif key in self.header:
            self.error(n, "'%s' is given twice" % key)
        else:
            self.header[key] = value
            self.where[key] = n

    def words(self, key):
        return self.header.get(key, "").split()

    def read_body(self, first, lines):
        raw, starts, zones = [], [], []
        at = 0
        for n, line in enumerate(lines, first):
            zone = "body" if line.strip() else None
            if line.startswith("@"):
                zone, _, line = line[1:].partition(" ")
                if zone not in ZONES:
                    self.error(n, "unknown zone '%s'" % zone)
            starts.append((at, n))
            zones.append((at, at + len(line), zone))
            raw.append(line)
            at += len(line) + 1
        joined = "\n".join(raw)
        moved = self.read_marks(joined, starts)
        self.join_zones([(moved[a], moved[b], z) for a, b, z in zones])

    def read_marks(self, raw, starts):
        """Fill text and ents; return for each raw offset its offset in the plain text."""
        def line_at(offset):
            return max(n for a, n in starts if a <= offset)
        moved = [0] * (len(raw) + 1)
        out, at, size = [], 0, 0

        def copy(piece, base):
            nonlocal size
            for i in range(len(piece)):
                moved[base + i] = size + i
            out.append(piece)
            size += len(piece)
        for m in MARK.finditer(raw):
            self.braces(raw[at:m.start()], line_at, at)
            copy(raw[at:m.start()], at)
            for i in range(m.start(), m.end()):
                moved[i] = size
            start = size
            copy(m.group(2), m.start(2))
            for i in range(m.end(2), m.end()):
                moved[i] = size
            self.add_mark(line_at(m.start()), m.group(1), m.group(3), start, size, m.group(2))
            at = m.end()
        self.braces(raw[at:], line_at, at)
        copy(raw[at:], at)
        moved[len(raw)] = size
        self.text = "".join(out)
        return moved

    def braces(self, piece, line_at, base):
        for i, c in enumerate(piece):
            if c in "{}":
                self.error(line_at(base + i), "unbalanced or nested '%s'" % c)

    def add_mark(self, n, letter, code, start, end, name):
        if letter not in MARKS:
            self.error(n, "unknown mark '%s'" % letter)
            return
        kind, sub, wants = MARKS[letter]
        if not name.strip() or name != name.strip():
            self.error(n, "mark '%s' is empty or has spaces at its ends: '%s'" % (letter, name))
        if code is None and wants == "always":
            self.error(n, "mark '%s' needs a country: '%s'" % (letter, name))
        if code is not None and wants == "never":
            self.error(n, "mark '%s' takes no country: '%s'" % (letter, name))
        if code is not None and code not in CODES:
            self.error(n, "unknown country '%s'" % code)
        ent = {"start": start, "end": end, "type": kind, "id": "iso:" + code if code else None}
        if sub:
            ent["sub"] = sub
        if letter == "b":
            ent["opt"] = True
        self.ents.append(dict(ent, letter=letter, line=n, name=" ".join(name.split())))

    def join_zones(self, lines):
        for start, end, zone in lines:
            if zone is None:
                continue
            if self.zones and self.zones[-1]["zone"] == zone:
                self.zones[-1]["end"] = end
            else:
                self.zones.append({"start": start, "end": end, "zone": zone})

    def check(self):
        self.check_words()
        self.check_topics()
        self.check_people()
        if self.header.get("language", "en") != "en":
            return
        marked = {e["id"][4:] for e in self.ents if e["id"]}
        stated = set(self.words("countries"))
        line = self.where.get("countries", 1)
        for code in sorted(marked - stated):
            self.error(line, "countries lacks %s, which the text marks" % code)
        for code in sorted(stated - marked):
            self.error(line, "countries has %s, which no mark has" % code)

    def check_words(self):
        h, at = self.header, self.where
        if h.get("style") not in STYLES:
            self.error(at.get("style", 1), "unknown or missing style '%s'" % h.get("style"))
        for key, known in (("traits", TRAITS), ("countries", CODES), ("focus", CODES)):
            for word in self.words(key):
                if word not in known:
                    self.error(at[key], "unknown word '%s' in %s" % (word, key))
        for key in ("class", "also"):
            for code in self.classes(key):
                if code not in CLASSES:
                    self.error(at[key], "unknown class '%s'" % code)
        if "class" not in h:
            self.error(1, "no class")
        if "date" in h and not DATE.match(h["date"]):
            self.error(at["date"], "date is not YYYY-MM-DD")
        for code in self.words("focus"):
            if code in CODES and code not in self.words("countries"):
                self.error(at["focus"], "focus %s is not among the countries" % code)
        for key in ("title", "dateline"):
            if key in h and h[key] not in " ".join(self.text.split()):
                self.error(at[key], "%s does not stand in the text" % key)

    def classes(self, key):
        return [c.strip() for c in self.header.get(key, "").split(",") if c.strip()]

    def check_topics(self):
        for word in self.words("topics"):
            slug, _, grade = word.partition(":")
            if slug not in SLUGS:
                self.error(self.where["topics"], "unknown topic '%s'" % slug)
            if grade not in ("1", "2"):
                self.error(self.where["topics"], "grade of '%s' is not 1 or 2" % slug)

    def check_people(self):
        """A person line is a marked name, or a given name whose surname the next mark has."""
        marks = [e for e in self.ents if e["letter"] == "p"]
        full = {e["name"].casefold() for e in marks}
        for a, b in zip(marks, marks[1:]):
            if self.text[a["end"]:b["start"]].split() in (["and"], ["or"]):
                full.update(" ".join([a["name"]] + b["name"].split()[i:]).casefold()
                            for i in range(1, len(b["name"].split())))
        for name, _, country, others, n in self.people:
            for form in [name] + others:
                if form.casefold() not in full:
                    self.error(n, "no mark in the text has the person '%s'" % form)
            if country != "-" and country not in CODES:
                self.error(n, "unknown country '%s'" % country)
        for e in marks:
            if not any(short_form(e["name"], form) for p in self.people for form in [p[0]] + p[3]):
                self.error(e["line"], "no person line for '%s'" % e["name"])
            if TITLE.match(e["name"]):
                self.error(e["line"], "title inside a mark: '%s'" % e["name"])

    def stated(self, key, form):
        """The header's value where the text itself says so: nobody can find a year that is not there."""
        return self.header.get(key) if form and form.casefold() in self.text.casefold() else None

    def record(self):
        h = self.header
        named = {e["id"][4:] for e in self.ents if e["id"] and e["letter"] in "cdkg"}
        firm = {e["id"][4:] for e in self.ents if e["id"] and e["letter"] != "o"}
        english = h.get("language", "en") == "en"
        meta = {"style": h["style"], "traits": self.words("traits"),
                "language": h.get("language", "en"), "title": h.get("title"),
                "date": self.stated("date", h.get("date", "")[:4]), "source": self.stated("source", h.get("source", "")),
                "authors": h["authors"].split("; ") if "authors" in h else [],
                "dateline": h.get("dateline"),
                "scored": ["PERSON", "ORG", "LOC", "NORP"] if english else ["PERSON"],
                "country_mentions": "names+adjectives", "zones": self.zones,
                "focus": self.words("focus"), "countries_named": sorted(named),
                "countries_optional": sorted(set(self.words("countries")) - firm)}
        topics = dict(w.split(":") for w in self.words("topics"))
        labels = {"main": self.classes("class"), "also": self.classes("also"),
                  "focus": {slug: int(grade) for slug, grade in topics.items()},
                  "about": self.words("focus"), "mentioned": self.words("countries"),
                  "people": [p[0] for p in self.people],
                  "roles": {p[0]: p[1] for p in self.people if p[1] != "-"},
                  "nationalities": {p[0]: p[2] for p in self.people if p[2] != "-"}}
        hidden = ("letter", "line", "name")
        ents = [{k: v for k, v in e.items() if k not in hidden} for e in self.ents]
        stem = os.path.splitext(os.path.basename(self.path))[0]
        return {"id": "gold/" + stem, "text": self.text, "meta": meta, "ents": ents,
                "countries": self.words("countries") if english else None, "labels": labels}


def line_of(error):
    return int(re.search(r":(\d+): ", error).group(1))


def counts(golds):
    for title, tally in (
            ("style", Counter(g.header["style"] for g in golds)),
            ("trait", Counter(t for g in golds for t in g.words("traits"))),
            ("mark", Counter(e["letter"] for g in golds for e in g.ents)),
            ("topic", Counter(t.split(":")[0] for g in golds for t in g.words("topics"))),
            ("class", Counter(c for g in golds for c in g.classes("class")))):
        print(title + ":", ", ".join("%s %d" % kv for kv in tally.most_common()))
    words = [len(g.text.split()) for g in golds]
    people = sum(len(g.people) for g in golds)
    codes = {c for g in golds for c in g.words("countries")}
    print("articles %d, words %d (%d to %d), people %d, countries %d" % (
        len(golds), sum(words), min(words), max(words), people, len(codes)))


def main(args):
    folders = [a for a in args if not a.startswith("--")]
    folder = folders[0] if folders else os.path.dirname(os.path.abspath(__file__))
    names = sorted(n for n in os.listdir(folder) if n.endswith(".txt"))
    golds = [Gold(os.path.join(folder, n)) for n in names]
    errors = [e for g in golds for e in sorted(g.errors, key=line_of)]
    if errors or not golds:
        print("\n".join(errors) or "%s:1: no gold files" % folder, file=sys.stderr)
        return 1
    if "--counts" in args:
        counts(golds)
        return 0
    for g in golds:
        print(json.dumps(g.record(), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
