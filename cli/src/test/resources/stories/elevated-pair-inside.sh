#!/bin/sh
# What the limited shell of elevated-pair.sh sees.
set -eu
name=$1 uid=$2 session=$3
. "$(dirname "$0")/expect.sh"
administrators='O:SYG:SYD:(A;;FA;;;BA)'

# It is limited.
expect 0 "^$name \\(S-1-22-1-$uid\\)  High  primary  elevation limited  session $session .*privileges 1/2$" token
expect 0 "Administrators .*deny-only" token groups
expect 0 "^SeTimeZonePrivilege +disabled" token privs
[ -z "$(token privs | grep -E 'SeRestore|SeTakeOwnership')" ] || fail "it has privileges that were dropped"
expect 3 "^verdict +denied" token check "$administrators" --access FILE_READ_DATA

# Linux agrees.
expect 0 "^uid=$uid\\($name\\) gid=$uid" id
[ "$(id -G)" = "$uid" ] || fail "it is in groups $(id -G)"
expect 0 "^Uid:	$uid	$uid	$uid	$uid$" cat /proc/self/status
for set in CapInh CapPrm CapEff CapBnd CapAmb; do
  expect 0 "^$set:	0000000000000000$" cat /proc/self/status
done
expect 0 "^NoNewPrivs:	1$" cat /proc/self/status
expect 1 "Permission denied" cat /etc/shadow

# Of its counterpart it sees a copy, which it cannot become; its children have copies of the limited token.
expect 0 "^type +impersonation, level identification$" token linked --pid $$
expect 0 "^elevation +full$" token linked --pid $$
expect 0 "This is a copy to look at: it cannot be acted as" token linked --pid $$
expect 2 "a child .* has a copy" token linked
expect 2 "no token is kept under that name" token install --pin full -- true
expect 3 "SeTcbPrivilege" token session create --user "$name" --logon-type interactive
expect 3 "SYSTEM and Administrators" token session list
expect 0 "Only SYSTEM and Administrators see which" token session show
: >limited.seen

# What was enabled from outside is enabled.
await adjusted
expect 0 "^SeTimeZonePrivilege +enabled +disabled" token privs --pid $$
expect 0 "^SeTimeZonePrivilege +enabled +disabled" token privs
: >adjusted.seen

# And nothing is granted any more.
await invalidated
dead="logon session was invalidated"
expect 3 "$dead" token
expect 3 "$dead" token --pid $$
expect 3 "$dead" token linked --pid $$
expect 3 "$dead" token check 'O:SYG:SYD:(A;;FA;;;WD)' --access FILE_READ_DATA
expect 3 "$dead" token restrict --drop-privs all
expect 3 "$dead" token run --drop-privs all -- true
expect 3 "$dead" token session list
expect 0 "^session +$session, invalidated$" token session show
