#!/usr/bin/env bash
# What a file may be: compressed, an archive, a directory, named in a list; and damaged in every such way.
source "$(dirname "$0")/common.bash" "$@"

# expect_same FILE: its records are those of lines, also by standard input
expect_same() {
  expect_code 0 "$program" extract "$1"
  cmp -s out lines_out || fail "$1 gives other records than lines"
  "$program" extract <"$1" | cmp -s - lines_out || fail "$1 by standard input gives other records"
  cat "$1" | "$program" extract | cmp -s - lines_out || fail "$1 by a pipe gives other records"
}

# Archives and streams made here, so that nothing but Python is needed.
cat >make.py <<'EOF'
import bz2, gzip, io, json, lzma, os, random, sys, tarfile, zipfile
random.seed(5)
words = "President Emmanuel Macron met the mayor of Paris and spoke about trade with Germany on Monday".split()
lines = "".join(json.dumps({"id": n, "text": " ".join(random.choice(words) for _ in range(60)) + ". In Paris."}) + "\n" for n in range(400)).encode()
def put(name, data): open(name, "wb").write(data)
def tar(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            if data is None: info.type = tarfile.DIRTYPE
            elif isinstance(data, str): info.type, info.linkname = tarfile.SYMTYPE, data
            elif isinstance(data, int): info.type = data.to_bytes(1, "big")
            else: info.size = len(data)
            t.addfile(info, io.BytesIO(data) if isinstance(data, bytes) else None)
    return out.getvalue()
def zipped(members, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as z:
        for name, data in members: z.writestr(name, data)
    return out.getvalue()
half = len(lines) // 2
put("lines", lines)
put("lines.gz", gzip.compress(lines))
put("two_parts.gz", gzip.compress(lines[:half]) + gzip.compress(lines[half:]))
put("padded.gz", gzip.compress(lines) + b"\0" * 700)
put("lines.xz", lzma.compress(lines))
put("two_parts.xz", lzma.compress(lines[:half]) + lzma.compress(lines[half:]))
put("lines.bz2", bz2.compress(lines))
put("two_parts.bz2", bz2.compress(lines[:half]) + bz2.compress(lines[half:]))
put("twice.gz.xz", lzma.compress(gzip.compress(lines)))
a, b = b"In Paris, President Emmanuel Macron spoke.", b"In Rome, nobody spoke."
members = [("a.txt", a), ("sub", None), ("sub/b.txt", b), ("link", "a.txt"), ("device", 51), (".hidden", a), ("sub/._b.txt", b), ("news.ndjson", lines)]
put("all.tar", tar(members))
put("all.tar.gz", gzip.compress(tar(members)))
put("all.tar.xz", lzma.compress(tar(members)))
files = [(n, d) for n, d in members if isinstance(d, bytes)]
put("all.zip", zipped(files))
put("stored.zip", zipped(files, zipfile.ZIP_STORED))
put("nested.tar.gz", gzip.compress(tar([("x.txt", a), ("in.tar.gz", gzip.compress(tar(members))), ("in.zip", zipped(files)), ("n.ndjson.gz", gzip.compress(lines)), ("y.txt", b)])))
put("hostile.tar", tar([("../../etc/passwd", a), ("/abs.txt", a), ("esc\x1b[31m\n.txt", b), ("./dot.txt", b), ("x" * 3000, a), ("caf\u00e9.txt", a)]))
put("empty.gz", gzip.compress(b""))
put("empty.xz", lzma.compress(b""))
put("empty.bz2", bz2.compress(b""))
put("empty.tar", tar([]))
put("empty.zip", zipped([]))
put("empty.tar.gz", gzip.compress(tar([])))
put("many.tar", tar([("%05d.txt" % n, b"In Paris, number %d." % n) for n in range(10000)]))
deep = b"In Paris."
for level in range(12): deep = tar([("%d.tar" % level if level else "x.txt", deep)])
put("deep.tar", deep)
put("big.zip", zipped([("a.txt", a), ("big.txt", b"x" * 200_000_000), ("b.txt", b)]))
put("big.gz", gzip.compress(b"x" * 200_000_000))
# damaged
gz, t, z = gzip.compress(lines), tar(members), zipped(files)
put("cut.ndjson.gz", gz[:len(gz) * 2 // 3])
put("flipped_sum.gz", gz[:-6] + bytes([gz[-6] ^ 1]) + gz[-5:])
put("garbage.gz", gz + b"garbage")
put("cut.tar", t[:len(t) * 2 // 3])
put("cut.tar.gz", gzip.compress(t)[:-9])
put("cut.xz", lzma.compress(lines)[:-200])
at = z.index(b"news.ndjson") + 2000
put("flipped.zip", z[:at] + bytes([z[at] ^ 0x55]) + z[at + 1:])
s = zipped([("a.txt", a), ("b.txt", b), ("c.txt", a)], zipfile.ZIP_STORED)
at = s.index(b"nobody")
put("flipped_stored.zip", s[:at] + b"N" + s[at + 1:])
put("cut.zip", z[:len(z) // 2])
at = t.index(b"sub/b.txt") + 148
put("header.tar", t[:at] + b"777777" + t[at + 6:])
EOF
python3 make.py || fail "make.py"
"$program" extract lines >lines_out
expect_json lines_out '[x["id"] for x in r] == list(range(400))'

# One stream.
for name in lines lines.gz two_parts.gz padded.gz lines.xz two_parts.xz lines.bz2 two_parts.bz2 twice.gz.xz; do expect_same $name; done
if command -v zstd >/dev/null; then
  zstd -q lines && expect_same lines.zst
fi
for command in report explain eval; do
  expect_code 0 "$program" extract -o record.ndjson "$sample"
  gzip -c "$sample" >article.gz
  [ $command = eval ] && { python3 "$here/../gold/to_jsonl.py" "$here/../gold" 2>/dev/null | head -n 2 | tee gold.jsonl | gzip >gold.gz; }
  if [ $command = eval ]; then a=gold.jsonl b=gold.gz; else a=$sample b=article.gz; fi
  "$program" $command "$a" >plain 2>&1
  "$program" $command "$b" >packed 2>&1
  diff <(sed "s,$a,X," plain) <(sed "s,$b,X," packed) >/dev/null || fail "$command reads $b otherwise"
done

# Archives: a file in them is a file.
for name in all.tar all.tar.gz all.tar.xz all.zip stored.zip; do
  expect_code 0 "$program" extract $name
  expect_json out "len(r) == 402 and [x['id'] for x in r[:2]] == ['$name/a.txt', '$name/sub/b.txt'] and [x['id'] for x in r[2:]] == list(range(400))"
  expect_json out 'r[0]["mentions"] and not any("error" in x for x in r)'
  cat $name | "$program" extract >piped
  expect_json piped 'len(r) == 402 and [x["id"] for x in r[:2]] == ["-/a.txt", "-/sub/b.txt"]'
done
expect_code 0 "$program" extract nested.tar.gz
expect_json out '[x["id"] for x in r if isinstance(x["id"], str)] == ["nested.tar.gz/" + n for n in ("x.txt", "in.tar.gz/a.txt", "in.tar.gz/sub/b.txt", "in.zip/a.txt", "in.zip/sub/b.txt", "y.txt")]'
expect_json out 'len(r) == 6 + 3 * 400 and not any("error" in x for x in r)'
expect_code 0 "$program" extract hostile.tar
expect_json out '[x["id"] for x in r] == ["hostile.tar/" + n for n in ("../../etc/passwd", "/abs.txt", "esc?[31m?.txt", "dot.txt", "x" * 3000, "caf\u00e9.txt")]'
expect_code 4 "$program" extract deep.tar
expect_json out 'len(r) == 1 and r[0]["error"]["message"].endswith("nested too deep in it")'
expect_code 0 "$program" extract many.tar
expect_json out 'len(r) == 10000 and [x["id"] for x in r] == ["many.tar/%05d.txt" % n for n in range(10000)]'
expect_json out 'all(x["mentions"] for x in r)'
"$program" extract many.tar >/dev/null & # its directories are not needed any more: what is open stays few
wait $!

# Nothing in them.
for name in empty.gz empty.xz empty.bz2; do
  expect_code 0 "$program" extract $name
  expect_json out "len(r) == 1 and r[0]['id'] == '$name' and r[0]['mentions'] == []"
done
for name in empty.tar empty.zip empty.tar.gz; do
  expect_code 0 "$program" extract $name
  [ -s out ] && fail "$name gave output"
  cat $name | "$program" extract >out || fail "$name by a pipe"
  [ -s out ] && fail "$name by a pipe gave output"
done

# Who writes into a pipe is not cut off where an archive ends.
(set -o pipefail; { cat empty.tar; head -c 2000000 /dev/zero; } | "$program" extract >/dev/null) || fail "a writer was cut off"

# Damaged: what can be read is read, then an error record says what cannot.
damaged() { # FILE PYTHON-EXPRESSION
  expect_code 4 "$program" extract "$1"
  expect_json out "[x['error']['code'] for x in r if 'error' in x and x['error']['code'] != 'bad_json'] == ['unreadable']"
  expect_json out "$2"
  expect_text err "^newsmark: cannot read $1"
  cp out by_name
  cat "$1" | "$program" extract >out 2>err
  [ $? = 4 ] || fail "$1 by a pipe: not exit 4"
  [ "$(wc -l <out)" = "$(wc -l <by_name)" ] || fail "$1 by a pipe: $(wc -l <out) records"
}
damaged cut.ndjson.gz 'len(r) > 200 and [x["id"] for x in r[:-1]] == list(range(len(r) - 1)) and "ends early" in r[-1]["error"]["message"]'
damaged flipped_sum.gz 'len(r) == 401 and "damaged" in r[-1]["error"]["message"]'
damaged garbage.gz 'len(r) == 401 and "damaged" in r[-1]["error"]["message"]'
damaged cut.xz '"ends early" in r[-1]["error"]["message"]'
damaged cut.tar 'len(r) > 200 and r[-1]["error"]["file"] == "cut.tar/news.ndjson"'
damaged cut.tar.gz 'len(r) == 403 and "ends early" in r[-1]["error"]["message"]'
damaged flipped.zip 'r[0]["id"] == "flipped.zip/a.txt" and r[-1]["error"]["file"] == "flipped.zip/news.ndjson"'
damaged cut.zip 'len(r) > 100 and r[0]["id"] == "cut.zip/a.txt" and r[1]["id"] == "cut.zip/sub/b.txt"'
damaged flipped_stored.zip '[x["id"] for x in r] == ["flipped_stored.zip/" + n for n in ("a.txt", "b.txt", "c.txt")] and "CRC" in r[1]["error"]["message"]'
damaged header.tar 'r[0]["id"] == "header.tar/a.txt" and [x["id"] for x in r[-400:]] == list(range(400))'
expect_code 4 "$program" extract cut.tar lines
expect_json out '[x["id"] for x in r[-400:]] == list(range(400))'
# any byte of any archive may be wrong: never a crash
python3 - "$program" <<'EOF' || fail "a damaged archive: a crash"
import random, subprocess, sys
random.seed(7)
for name in ("all.tar", "all.tar.gz", "all.zip", "stored.zip", "lines.xz", "lines.bz2", "nested.tar.gz"):
    whole = open(name, "rb").read()
    for turn in range(6):
        data = bytearray(whole)
        for _ in range(3): data[random.randrange(min(len(data), 4000) if turn % 2 else len(data))] = random.randrange(256)
        done = subprocess.run([sys.argv[1], "extract"], input=bytes(data), capture_output=True)
        assert done.returncode in (0, 3, 4), (name, turn, done.returncode, done.stderr[:300])
EOF

# Bombs: passed over without being held.
python3 - "$program" <<'EOF' || fail "200 MB in an archive"
import resource, subprocess, sys
def peak(path, out):
    subprocess.run([sys.argv[1], "extract", path], stdout=open(out, "w"), stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
small = peak("all.zip", "out_small")
big = max(peak("big.zip", "out_zip"), peak("big.gz", "out_gz"))
assert big - small < 64 * 1024, (small, big)  # KiB: the limit of 16 MiB, twice over, and some
EOF
expect_json out_zip '[x["id"] for x in r] == ["big.zip/a.txt", "big.zip/big.txt", "big.zip/b.txt"] and r[1]["error"]["code"] == "too_large" and "error" not in r[2]'
expect_json out_gz 'len(r) == 1 and r[0]["error"]["code"] == "too_large"'

# Directories: only when asked for, in the order of bytes, without hidden files, links and pipes.
mkdir -p tree/b tree/.git tree/a/deeper tree/empty
for f in tree/b/1.txt tree/b.txt tree/B.txt tree/a/deeper/x.txt tree/a/2.txt tree/.git/no.txt tree/.no.txt "tree/new
line.txt"; do printf 'In Paris.\n' >"$f"; done
ln -s .. tree/a/loop
ln -s ../b.txt tree/a/link.txt
mkfifo tree/pipe
expect_code 4 "$program" extract tree lines
expect_json out 'len(r) == 401 and r[0]["error"]["message"] == "cannot read tree: it is a directory; --recursive reads the files in it"'
expect_code 0 "$program" extract -r tree
expect_json out '[x["id"] for x in r] == ["tree/" + n for n in ("B.txt", "a/2.txt", "a/deeper/x.txt", "b.txt", "b/1.txt", "new\nline.txt")]'
cp out whole_tree
expect_code 0 "$program" extract --recursive tree/
cmp -s out whole_tree || fail "a slash behind a directory changes the records"
ln -s tree way
expect_code 0 "$program" extract -r way lines tree/empty
expect_json out 'len(r) == 406 and r[0]["id"] == "way/B.txt" and r[6]["id"] == 0'
if [ "$(id -u)" != 0 ]; then
  chmod 0 tree/a
  expect_code 4 "$program" extract -r tree
  expect_json out 'r[1]["id"] == "tree/a" and r[1]["error"]["code"] == "unreadable" and len(r) == 5'
  chmod 700 tree/a
fi

# Lists of files.
printf '%s\n' tree/b.txt '' no-such-file lines.gz >list
expect_code 4 "$program" extract --files-from list tree/B.txt
expect_json out 'len(r) == 403 and [x["id"] for x in r[:3]] == ["tree/B.txt", "tree/b.txt", "no-such-file"]'
"$program" extract --files-from=- <list >piped 2>err
cmp -s <(tail -n +2 out) piped || fail "a list on standard input gives other records"
find tree -type f -print0 | sort -z | "$program" extract --files-from - -0 >out || fail "a list with NUL"
expect_json out 'len(r) == 8 and any(x["id"] == "tree/new\nline.txt" for x in r)'
printf 'tree\nlines' >list
expect_code 0 "$program" extract -r --files-from list
expect_json out 'len(r) == 406'
: >list
expect_code 0 "$program" extract --files-from list
[ -s out ] && fail "an empty list gave output"
printf -- '-\n' >list
expect_code 4 "$program" extract --files-from list
expect_json out 'r[0]["id"] == "-" and "No such file" in r[0]["error"]["message"]'
expect_code 4 "$program" extract --files-from no-such-list
expect_text err 'cannot read no-such-list: No such file'
find tree -type f -print0 >list
expect_code 4 "$program" extract --files-from list
expect_text err 'NUL'
head -c 200000 /dev/zero | tr '\0' x >list
expect_code 4 "$program" extract --files-from list
expect_text err 'is this a list of files'
expect_code 2 "$program" extract --null lines
# a list is not held, and no file stays open: a hundred thousand files with ten descriptors
printf 'In Paris.\n' >one
python3 -c 'print("\n".join(["one"] * 100000))' >list
(ulimit -n 10; "$program" extract --only=countries --files-from list) >out 2>err || fail "a long list: exit $?, $(head -c 200 err)"
[ "$(wc -l <out)" = 100000 ] || fail "a long list: $(wc -l <out) records"

# A name is passed on when it is the last one written so far.
mkfifo in_pipe out_pipe
"$program" extract --files-from - <in_pipe >out_pipe &
job=$!
exec 3>in_pipe 4<out_pipe
for n in 1 2 3; do
  echo one >&3
  read -r -t 20 line <&4 || fail "file $n of a list was not passed on while the list was open"
done
exec 3>&- 4<&-
wait $job || fail "the list's end: exit $?"

finish
