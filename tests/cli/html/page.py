"""What is in an HTML report. Making a Page of one checks what holds of all of them: nesting, ids, links, headings, no element or attribute that
could load or run anything, the hashes of its policy, the block of data."""
import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
ELEMENTS = set("a article b bdi body dd details div dl dt fieldset footer h1 h2 head header html input label legend li main meta p q rect script section small span style summary svg title ul".split())
LINKED = re.compile(r"#[a-z]+\d*[A-Z]*\Z")
CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(text):
    """A text as a page shows it, without white space."""
    return "".join(CONTROLS.sub(lambda match: "U+%04X" % ord(match.group()), text).split())


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.raw = open(path, "rb").read().decode("utf-8")
        self.open, self.path = [], []  # elements that are open, and their ids
        self.ids, self.links, self.headings, self.texts = [], [], [], {}
        self.marks = []  # [attributes, text]
        self.found = []  # (element, attributes)
        bad = CONTROLS.search(self.raw)
        assert not bad, "a control stands in the page: U+%04X" % ord(bad.group())
        self.feed(self.raw)
        self.close()
        assert not self.open, self.open
        self.check()

    def handle_startendtag(self, tag, attributes):
        assert tag == "rect", tag
        self.handle_starttag(tag, attributes)
        self.open.pop()
        self.path.pop()

    def handle_starttag(self, tag, attributes):
        assert tag in ELEMENTS, "an element that the report does not have: " + tag
        names = [name for name, _ in attributes]
        values = dict(attributes)
        assert len(names) == len(set(names)), attributes
        for name in names:
            assert not name.startswith("on") and name not in ("style", "src", "srcdoc", "action", "formaction"), attributes
        if "href" in values:
            assert tag == "a" and LINKED.match(values["href"]), attributes
            self.links.append(values["href"][1:])
        if "id" in values:
            self.ids.append(values["id"])
        assert "a" not in self.open or tag in ("bdi", "span"), "an element in a link: " + tag
        assert "p" not in self.open or tag in ("a", "bdi", "span", "small"), "an element in a paragraph: " + tag
        if re.match(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag == "a" and "marked" in self.path:
            self.marks.append([values, ""])
        self.found.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")
            self.path.append(values.get("id", ""))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, "</%s> in %s" % (tag, self.open)
        self.open.pop()
        self.path.pop()

    def handle_data(self, data):
        if not self.open:
            assert not data.strip(), data
            return
        for tag in set(self.open):
            self.texts[tag][-1] += data
        if "a" in self.open and "marked" in self.path:
            self.marks[-1][1] += data

    def handle_comment(self, data):
        assert False, "a comment"

    def check(self):
        assert len(self.ids) == len(set(self.ids)), "an id stands twice"
        missing = set(self.links) - set(self.ids)
        assert not missing, "links to nothing: %s" % sorted(missing)
        assert self.headings[0] == 1 and self.headings.count(1) == 1 and max(self.headings) <= 2, self.headings
        assert self.found[0] == ("html", {"lang": "en"}), self.found[0]
        assert all(values.get("dir") == "auto" for tag, values in self.found if tag in ("h1", "q")), "a text without its direction"
        policy = next(v["content"] for t, v in self.found if t == "meta" and v.get("http-equiv") == "Content-Security-Policy")
        digest = lambda text: "'sha256-%s'" % base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert len(self.texts["style"]) == 1 and len(self.texts["script"]) == 2, "one style, one block of data, one script"
        block, script = self.texts["script"]
        assert policy == "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'" % (digest(self.texts["style"][0]), digest(script)), policy
        self.data = json.loads(block)
        self.block = block
        assert "<" not in block
        assert len(self.data["marks"]) == 2 * len(self.marks), "as many reasons as marks"
        for reason in self.data["why"]:
            assert 0 <= reason[1] < len(self.data["types"]) and 0 <= reason[2] < len(self.data["kinds"])
            if len(reason) > 3:
                assert len(reason[4]) == 5 == len(reason[5]) and sum(reason[5]) <= 100
                assert 0 < len(reason[7]) <= reason[6] and len(set(reason[7])) == len(reason[7])
                assert all(len(self.data["facts"][n]) == 7 for n in reason[7])
        assert all(0 <= group < len(self.data["why"]) for group in self.data["marks"][::2])

    def marked(self):
        """The part with the text, as it is written."""
        start = self.raw.find('<div id="marked"')
        return self.raw[start:self.raw.index("</section>", start)] if start >= 0 else ""

    def text(self):
        """What the marked text says, without white space."""
        return "".join(html.unescape(re.sub(r"<[^>]*>", "", self.marked())).split())
