#!/bin/sh
# An elevated pair from beginning to end, as root: a session and a full token for a user, a limited one made of it, the
# two linked, the limited one given to a shell. What that shell sees is in elevated-pair-inside.sh.
#
# usage: elevated-pair.sh NAME UID, in a folder where the user may make files
set -eu
name=$1 uid=$2
stories=$(cd "$(dirname "$0")" && pwd)
. "$stories/expect.sh"

session=$(token session create --user "$name" --logon-type interactive --package Negotiate)
expect 0 "^user +$name \\(S-1-22-1-$uid\\)$" token session show "$session"
expect 0 "^logon type +interactive$" token session show "$session"

cat >full.json <<SPEC
{
  "user_sid": "S-1-22-1-$uid",
  "logon_session_id": $session,
  "integrity_rid": "high",
  "mandatory_policy": ["no-write-up"],
  "groups": [
    {"sid": "S-1-22-2-$uid", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "Everyone", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "Authenticated Users", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "Administrators", "attributes": ["enabled-by-default", "enabled", "owner"]},
    {"sid": "INTERACTIVE", "attributes": ["mandatory", "enabled-by-default", "enabled"]}
  ],
  "primary_group_index": 1,
  "privs_present": ["SeChangeNotify", "SeRestore", "SeTakeOwnership", "SeTimeZone"],
  "privs_enabled": ["SeChangeNotify", "SeRestore"],
  "default_dacl": "D:(A;;GA;;;S-1-22-1-$uid)(A;;GA;;;SY)",
  "source_name": "story",
  "projected_uid": $uid,
  "projected_gid": $uid,
  "supp_gids": [$uid]
}
SPEC
expect 0 "^integrity +High" token create full.json --pin-as full
expect 0 "pinned as \"limited\"" \
  token restrict --pin full --deny Administrators --drop-privs SeRestore,SeTakeOwnership --pin-as limited
expect 2 "has no counterpart" token linked --pin limited
expect 0 "full token of session $session" token link --elevated pin:full --filtered pin:limited --session "$session"
expect 0 "^$session .*linked +2 +0 +2$" token session list
expect 0 "This is the counterpart itself" token linked --pin limited

# Whoever has the full token is more, for tokens and for Linux.
administrators='O:SYG:SYD:(A;;FA;;;BA)'
expect 0 "^verdict +allowed" token check "$administrators" --access FILE_READ_DATA --pin full
expect 3 "^verdict +denied" token check "$administrators" --access FILE_READ_DATA --pin limited
expect 0 "^CapEff:.*0002$" token install --pin full -- cat /proc/self/status

token install --pin limited -- sh "$stories/elevated-pair-inside.sh" "$name" "$uid" "$session" &
shell=$!
trap 'kill $shell 2>/dev/null || true' EXIT

await limited.seen
expect 0 "^ +$shell +[0-9]+$" token session show "$session"
expect 5 "is held by 1 process" token session destroy "$session"
expect 0 "^SeTimeZonePrivilege +disabled +enabled$" token adjust privs SeTimeZone=enabled --pid "$shell"
: >adjusted

await adjusted.seen
expect 0 "processes that have one: .*$shell" token session invalidate "$session"
: >invalidated
wait "$shell" || fail "the limited shell ended with $?"
trap - EXIT

expect 0 "session $session, invalidated" token --pin limited
expect 3 "logon session was invalidated" token check "$administrators" --access FILE_READ_DATA --pin full
expect 3 "logon session was invalidated" token install --pin limited -- true
expect 2 "names no logon session, or one that was invalidated" token create full.json
expect 0 "^unpinned \"full\"$" token unpin full
expect 0 "^unpinned \"limited\"$" token unpin limited
expect 2 "no token is kept under that name" token unpin limited
expect 2 "no such logon session" token session show "$session"
echo "the end"
