# What a story's scripts expect of the commands that they run. The first thing that is otherwise ends the script.

fail() {
  echo "story: $*" >&2
  exit 1
}

# expect STATUS PATTERN COMMAND...: it ends with STATUS, and a line of what it says has PATTERN, a regular expression.
expect() {
  expected=$1 pattern=$2
  shift 2
  status=0
  said=$("$@" 2>&1) || status=$?
  [ "$status" = "$expected" ] || fail "$* ended with $status, not $expected: $said"
  printf '%s\n' "$said" | grep -Eq -e "$pattern" || fail "$* did not say $pattern: $said"
}

# await FILE: waits for the other side of the story.
await() {
  for _ in $(seq 1200); do
    [ -e "$1" ] && return
    sleep 0.1
  done
  fail "there was never a file $1"
}
