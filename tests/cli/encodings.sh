#!/usr/bin/env bash
# Texts in other encodings than UTF-8: told by name, by byte order mark, by their NULs, or by their letters.
source "$(dirname "$0")/common.bash" "$@"

python3 - <<'EOF'
import json
texts = {
    "western": "In S\u00e3o Paulo and Besan\u00e7on, President Emmanuel Macron spoke of the \u00c9lys\u00e9e on Monday.\n",
    "quotes": "The minister\u2019s aide said: \u201cWe won\u2019t go.\u201d Officials in Paris agreed \u2013 for \u20ac5 million.\n",
    "russian": "\u041f\u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442 \u042d\u043c\u043c\u0430\u043d\u0443\u044d\u043b\u044c \u041c\u0430\u043a\u0440\u043e\u043d \u043f\u0440\u0438\u0431\u044b\u043b \u0432 \u041f\u0430\u0440\u0438\u0436. \u041e\u043d \u0432\u0441\u0442\u0440\u0435\u0442\u0438\u043b\u0441\u044f \u0441 \u043c\u044d\u0440\u043e\u043c.\n",
    "japanese": "\u30a8\u30de\u30cb\u30e5\u30a8\u30eb\u30fb\u30de\u30af\u30ed\u30f3\u5927\u7d71\u9818\u306f\u6708\u66dc\u65e5\u306b\u30d1\u30ea\u3067\u8a18\u8005\u4f1a\u898b\u3092\u884c\u3063\u305f\u3002\n",
    "chinese": "\u6cd5\u56fd\u603b\u7edf\u9a6c\u514b\u9f99\u661f\u671f\u4e00\u5728\u5df4\u9ece\u4e3e\u884c\u8bb0\u8005\u4f1a\uff0c\u8c08\u5230\u4e86\u4e2d\u56fd\u548c\u6b27\u6d32\u7684\u5173\u7cfb\u3002\n",
}
def put(name, data): open(name, "wb").write(data)
for name, text in texts.items(): open(name + ".utf8", "w").write(text)
put("western.cp1252", texts["western"].encode("cp1252"))
put("western.latin1", texts["western"].encode("iso-8859-1"))
put("quotes.cp1252", texts["quotes"].encode("cp1252"))
put("russian.cp1251", texts["russian"].encode("cp1251"))
put("russian.koi8", texts["russian"].encode("koi8-r"))
put("japanese.sjis", texts["japanese"].encode("shift-jis"))
put("japanese.eucjp", texts["japanese"].encode("euc-jp"))
put("chinese.gbk", texts["chinese"].encode("gbk"))
for name in ("western", "russian"):
    put(name + ".utf16le_mark", b"\xff\xfe" + texts[name].encode("utf-16-le"))
    put(name + ".utf16be_mark", b"\xfe\xff" + texts[name].encode("utf-16-be"))
    put(name + ".utf32le_mark", b"\xff\xfe\0\0" + texts[name].encode("utf-32-le"))
    put(name + ".utf32be_mark", b"\0\0\xfe\xff" + texts[name].encode("utf-32-be"))
put("western.utf16le", texts["western"].encode("utf-16-le"))
put("western.utf16be", texts["western"].encode("utf-16-be"))

# lines: long and English before the first letter beyond ASCII
lines = [{"id": n, "text": "In Paris, President Emmanuel Macron spoke."} for n in range(60000)] + [{"id": "last", "text": texts["western"]}]
put("lines.utf8", "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines).encode())
put("lines.latin1", "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines).encode("iso-8859-1"))
put("lines.utf16", "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines).encode("utf-16"))
EOF

# same_text FILE OPTION...: its text is that of the UTF-8 file, but for byte order marks
same_text() {
  local file=$1
  shift
  expect_code 0 "$program" extract --with-text "$@" "$file"
  expect_json out "len(r) == 1 and r[0]['text'].lstrip('\ufeff') == open('${file%.*}.utf8', encoding='utf-8').read()"
  "$program" extract --with-text "$@" <"$file" >piped
  expect_json piped "r[0]['text'].lstrip('\ufeff') == open('${file%.*}.utf8', encoding='utf-8').read()"
}

# By itself.
for file in *.utf8 western.cp1252 western.latin1 quotes.cp1252 russian.cp1251 russian.koi8 japanese.sjis japanese.eucjp chinese.gbk *_mark western.utf16?e; do
  case $file in lines.*) ;; *) same_text "$file" ;; esac
done
expect_code 0 "$program" extract western.cp1252
expect_json out '"Emmanuel Macron" in [m["text"] for m in r[0]["mentions"]] and {"BR", "FR"} <= {c["code"] for c in r[0]["countries"]}'

# By name, in any spelling; a byte order mark knows better.
same_text western.cp1252 --encoding=cp1252
same_text western.latin1 --encoding=ISO-8859-1
same_text russian.cp1251 --encoding=windows-1251
same_text russian.koi8 --encoding=koi8-r
same_text japanese.sjis --encoding=Shift_JIS
same_text western.utf8 --encoding=UTF8
same_text western.utf16le --encoding=utf-16le
same_text western.utf16le_mark --encoding=cp1252
same_text western.cp1252 --encoding=auto
expect_code 2 "$program" extract --encoding=windws-1251 russian.cp1251
expect_text err 'did you mean windows-1251\?'
expect_code 2 "$program" extract --encoding=no/such,name russian.cp1251
expect_code 2 "$program" extract --encoding= russian.cp1251
NEWSMARK_ENCODING=cp1252 expect_code 0 "$program" extract --with-text western.cp1252
expect_json out 'r[0]["text"] == open("western.utf8").read()'
for command in report explain; do
  "$program" $command western.cp1252 | sed 's/cp1252/utf8/' >converted
  "$program" $command western.utf8 | cmp -s - converted || fail "$command reads western.cp1252 otherwise"
done

# UTF-8 stays as it is, byte for byte, with few malformed bytes too; said to be UTF-8, with any.
faulty() { # BYTES TEXT: printf-like, and the text it reads as
  printf "$1" >faulty
  expect_code 0 "$program" extract --with-text faulty
  expect_json out "r[0]['text'] == '$2'"
}
faulty 'Caf\xc3\xa9 \xe9t\xc3\xa9, Besan\xc3\xa7on.\n' 'Caf\u00e9 \ufffdt\u00e9, Besan\u00e7on.\n'
faulty 'In \xe2\x82 Paris \xff\xfe, President Emmanuel Macron said on Monday.\n' 'In \ufffd Paris \ufffd\ufffd, President Emmanuel Macron said on Monday.\n'
faulty 'In Paris \xff, President Emmanuel Macron said on Monday.\n' 'In Paris \ufffd, President Emmanuel Macron said on Monday.\n'
expect_code 0 "$program" extract --with-text --encoding=utf-8 western.cp1252
expect_json out 'r[0]["text"].startswith("In S\ufffdo Paulo")'

# Malformed bytes of other encodings are U+FFFD too.
printf 'a\x81\x20b\xfd' >bad.sjis
expect_code 0 "$program" extract --with-text --encoding=shift_jis bad.sjis
expect_json out 'r[0]["text"].count("\ufffd") >= 2 and r[0]["text"][0] == "a" and "b" in r[0]["text"] and "\x1a" not in r[0]["text"]'
printf 'a\0\0\xd8b\0c' >bad.utf16
expect_code 0 "$program" extract --with-text --encoding=utf-16le bad.utf16
expect_json out 'r[0]["text"] == "a\ufffdb\ufffd"'

# Lines: the file decides once, also long after its beginning, however it is cut; bytes count in the converted text.
"$program" extract lines.utf8 >lines_out
for file in lines.latin1 lines.utf16; do
  "$program" extract $file | cmp -s - lines_out || fail "$file gives other records"
  gzip -c $file | "$program" extract | cmp -s - lines_out || fail "$file gives other records when compressed"
done
tail -c 20000 lines.latin1 | tail -n +2 >tail.latin1
"$program" extract tail.latin1 >by_file
python3 -c '
import os
data = open("tail.latin1", "rb").read()
for i in range(0, len(data), 13): os.write(1, data[i:i + 13])' | "$program" extract | cmp -s - by_file || fail "small pieces give other bytes"
expect_json by_file 'r[-1]["id"] == "last" and "error" not in r[-1]'
printf '{"id":1,"text":"\xe9t\xe9 \xe0 Besan\xe7on"}\n{"id":2,\n' >broken.latin1
expect_code 0 "$program" extract broken.latin1
expect_json out 'r[0]["id"] == 1 and r[1]["error"]["byte"] >= 40'

finish
