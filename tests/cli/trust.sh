#!/usr/bin/env bash
# No connections, no clock in the output, little work at the start. Counts, not times: a busy machine must not fail it.
source "$(dirname "$0")/common.bash" "$@"

# No function of ours, or of what we link by name, opens a connection.
nm -D --undefined-only "$program" >symbols || fail "nm: exit $?"
expect_no_text symbols ' (socket|connect|bind|listen|sendto|getaddrinfo|gethostbyname)(@|$)'
expect_text symbols ' (write|fsync)(@|$)'

# The same bytes today and in ten years.
if command -v faketime >/dev/null; then
  "$program" extract --stamp "$sample" >today
  faketime '2036-01-01 00:00:00' "$program" extract --stamp "$sample" >later
  cmp -s today later || fail "the date of today is in the output"
fi
"$program" extract --stamp "$sample" >one
sleep 1.1
"$program" extract --stamp "$sample" >two
cmp -s one two || fail "a second later: other bytes"

# The start: most of the knowledge, more than 20 MB, is not touched before it is asked for.
echo '{"text":""}' >empty
python3 - "$program" <<'EOF' || fail "the start reads too much of the knowledge"
import resource, subprocess, sys
subprocess.run([sys.argv[1], "extract", "-j", "1", "empty"], stdout=subprocess.DEVNULL, check=True)
sys.exit(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 20 * 1024)
EOF

finish
