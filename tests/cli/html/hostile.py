"""Writes articles that try to be more than text: hostileN.json with one attempt in every field, hostile.txt with all of them and malformed bytes."""
import json

EVIL = ["<script>alert(1)</script>", "</script><script>alert(2)</script>", "<!--<script>", "--></title></style></script>", "\"><img src=x onerror=alert(3)>",
        "' onclick='alert(4)", "<svg/onload=alert(5)>", "<a href=javascript:alert(6)>", "&lt;b&gt; &amp &#60;", "\u202eevil\u202c \u2066left\u2069 \u200f",
        "\0\x07\x1b[31m\x7f\x85", "]]>", "<meta http-equiv=refresh content=0;url=http://example.org>", "\ufeff\ufffe",
        "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627"]
STORY = "%s President Emmanuel %s Macron of France met Olaf%sScholz in Berlin, said <b>Reuters</b> & \"Agence 'France' Presse\". "

text = "\n\n".join("Paris %s talks\n\n%s" % (evil, STORY % (evil, evil, evil)) for evil in EVIL)
for n, evil in enumerate(EVIL):
    record = {"id": evil, "title": evil + " Paris", "authors": [evil, "Jane " + evil + " Doe"], "source": evil, "date": evil, "dateline": evil, "text": text}
    with open("hostile%d.json" % n, "w") as file:
        json.dump(record, file)
with open("hostile.txt", "wb") as file:
    file.write(text.encode() + b"\n\nPresident \xff Emmanuel Macron\xc0\xaf said \xe2\x82 \xed\xa0\x80 so \xf0\x9f\x98 in Paris.\n")
