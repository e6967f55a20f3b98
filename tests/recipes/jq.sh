#!/usr/bin/env bash
# The recipes of the README for the shell: jq before and after, GNU parallel over pieces of one file. Same records, same bytes.
#   jq.sh PROGRAM
source "$(dirname "$0")/../cli/common.bash" "$@"
export PATH=$(dirname "$program"):$PATH

python3 "$here/../gold/to_jsonl.py" | jq -c '{key: .id, doc: {body: .text}}' >articles.ndjson
n=$(wc -l <articles.ndjson)
[ "$n" -ge 50 ] || fail "only $n articles"

# jq | newsmark | jq: who is named most, a table of countries.
jq -c '{id: .key, text: .doc.body}' articles.ndjson | newsmark extract |
  jq -r '.entities[] | select(.type == "person") | .name' | sort | uniq -c | sort -rn >people
[ "$(wc -l <people)" -ge 50 ] || fail "people: $(head -3 people)"
newsmark extract --text-field=doc.body --id-field=key articles.ndjson >direct
jq -c '{id: .key, text: .doc.body}' articles.ndjson | newsmark extract >piped
cmp -s direct piped || fail "fields by name and fields by jq differ"
jq -r '.id as $id | .countries[] | [$id, .code, .mentions, .score] | @tsv' direct >countries.tsv
awk -F'\t' 'NF != 4 || $2 !~ /^[A-Z][A-Z]$/ { bad = 1 } END { exit bad }' countries.tsv || fail "countries.tsv: $(head -2 countries.tsv)"

# GNU parallel: blocks at line ends, order kept.
parallel --pipe --keep-order --recend '\n' --block 20k -j 2 newsmark extract --text-field=doc.body --id-field=key <articles.ndjson >parallel
cmp -s direct parallel || fail "parallel gives other bytes"

finish
