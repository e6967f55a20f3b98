#!/usr/bin/env bash
# Options out of the environment and out of files: which wins, what is refused there, and how it is shown.
source "$(dirname "$0")/common.bash" "$@"
export HOME=$work XDG_CONFIG_HOME=
unset NEWSMARK_CONFIG NEWSMARK_OFFSETS NEWSMARK_MAX_BYTES NEWSMARK_EXPLAIN

# Nothing is set.
expect_code 0 "$program" extract --print-config
[ -s out ] && fail "settings out of nowhere: $(cat out)"

# Command line over environment over the user's file; the last of two lines wins.
mkdir -p .config/newsmark
printf '# mine\n\n  --offsets=utf8  \n--offsets=utf16\n--max-bytes=1000\n--explain\n--summary\n' >.config/newsmark/config
echo '{"text":"In Paris."}' >record
expect_code 0 "$program" extract record
expect_json out 'r[0]["unit"] == "utf16" and "evidence" in r[0]["mentions"][0]'
NEWSMARK_OFFSETS=utf8 expect_code 0 "$program" extract record
expect_json out 'r[0]["unit"] == "utf8"'
NEWSMARK_OFFSETS=utf8 expect_code 0 "$program" extract --offsets=codepoint record
expect_json out 'r[0]["unit"] == "codepoint"'
expect_code 0 "$program" extract --no-config record
expect_json out 'r[0]["unit"] == "codepoint" and "evidence" not in r[0]["mentions"][0]'
NEWSMARK_MAX_BYTES=2000 expect_code 0 "$program" extract --min-score=3 --print-config
printf '# NEWSMARK_MAX_BYTES\n--max-bytes=2000\n# %s:4\n--offsets=utf16\n# %s:6\n--explain\n# command line\n--min-score=3\n' \
  "$work/.config/newsmark/config" "$work/.config/newsmark/config" >expected
cmp -s <(paste -d' ' - - <out | sort) <(paste -d' ' - - <expected | sort) || fail "--print-config: $(cat out)"

# What is printed can be read again.
"$program" extract --offsets=utf16 --print-config >again
NEWSMARK_CONFIG=$work/again expect_code 0 "$program" extract record
expect_json out 'r[0]["unit"] == "utf16"'

# XDG_CONFIG_HOME; an empty NEWSMARK_CONFIG is none; flags can be off in the environment.
mkdir -p xdg/newsmark
echo '--offsets=utf8' >xdg/newsmark/config
XDG_CONFIG_HOME=$work/xdg expect_code 0 "$program" extract record
expect_json out 'r[0]["unit"] == "utf8" and "evidence" not in r[0]["mentions"][0]'
NEWSMARK_CONFIG='' expect_code 0 "$program" extract record
expect_json out 'r[0]["unit"] == "codepoint"'
rm -r .config
NEWSMARK_EXPLAIN=1 expect_code 0 "$program" extract record
expect_json out '"evidence" in r[0]["mentions"][0]'
NEWSMARK_EXPLAIN=0 expect_code 0 "$program" extract record
expect_json out '"evidence" not in r[0]["mentions"][0]'

# Refused, with the place: what writes files, what is unknown, what has no or a wrong value.
refused() { # LINE REGEX
  printf '# one\n%s\n' "$1" >settings
  NEWSMARK_CONFIG=settings expect_code 2 "$program" extract record
  expect_text err "$2"
}
refused '--output=x' '^newsmark: settings:2: this option is heard in the command line only'
refused '--ofsets=utf8' '^newsmark: settings:2: unknown option --ofsets, did you mean --offsets$'
refused 'offsets=utf8' '^newsmark: settings:2: expected --option'
refused '--offsets' '^newsmark: settings:2: this option needs a value'
refused '--explain=1' '^newsmark: settings:2: this option takes no value'
refused '--offsets=utf7' '^newsmark: settings:2: --offsets: expected codepoint, utf8 or utf16, found "utf7"'
NEWSMARK_OFFSETS=utf7 expect_code 2 "$program" extract record
expect_text err '^newsmark: NEWSMARK_OFFSETS: --offsets: expected'
NEWSMARK_CONFIG=no-such-file expect_code 2 "$program" extract record
expect_text err '^newsmark: cannot read settings no-such-file: No such file'
NEWSMARK_CONFIG=$work expect_code 2 "$program" extract record
head -c 70000 /dev/zero >settings
NEWSMARK_CONFIG=settings expect_code 2 "$program" extract record
NEWSMARK_OUTPUT=x expect_code 0 "$program" extract record
[ -e x ] && fail "a file was written because of the environment"

# Colour, messages as JSON, versions, help short and long.
expect_code 0 "$program" extract --format=text --color=always record
expect_text out $'\033'
NO_COLOR=1 expect_code 0 "$program" extract --format=text --color=always record
expect_text out $'\033'
FORCE_COLOR=1 expect_code 0 "$program" extract --format=text --color=never record
expect_no_text out $'\033'
expect_code 2 "$program" extract --color=sometimes record
expect_code 4 "$program" extract --log-format=json 'no such "file"'
expect_json err 'r[0]["program"] == "newsmark" and "no such \"file\"" in r[0]["message"]'
expect_code 2 "$program" extract --log-format=xml record
expect_code 0 "$program" --version
expect_text out '^newsmark [0-9.]+ \(libnewsmark [0-9.]+, ABI [0-9]+, ICU [0-9.]+, knowledge [0-9a-f]{16}\)$'
expect_code 0 "$program" --version --json
expect_json out 'set(r[0]) == {"program", "library", "abi", "icu", "knowledge"}'
for command in extract report explain build check eval info; do
  expect_code 0 "$program" $command -h
  short=$(wc -l <out)
  expect_code 0 "$program" $command --help
  [ "$short" -lt "$(wc -l <out)" ] || fail "$command -h is no shorter than --help"
done

finish
