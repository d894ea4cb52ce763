# What the examples of the help pages need, in the working folder. Prints the number of a logon session.
set -eu
user=$1
session=$(token session create --user "$user" --logon-type interactive)
sid=$(token sid --raw "$user" | sed -n '/S-1-22-1-/p')
cat >alice.json <<SPEC
{
  "user_sid": "$sid",
  "logon_session_id": $session,
  "mandatory_policy": ["no-write-up"],
  "groups": [
    {"sid": "Everyone", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "Authenticated Users", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "Administrators", "attributes": ["enabled-by-default", "enabled", "owner"]},
    {"sid": "LOCAL", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "INTERACTIVE", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
    {"sid": "SERVICE", "attributes": ["enabled-by-default", "enabled"]},
    {"sid": "BATCH", "attributes": ["enabled-by-default", "enabled"]},
    {"sid": "NETWORK", "attributes": ["enabled-by-default", "enabled"]}
  ],
  "privs_present": ["SeChangeNotify", "SeDebug", "SeImpersonate"],
  "privs_enabled": ["SeChangeNotify", "SeDebug"],
  "projected_uid": $(id -u "$user"),
  "projected_gid": $(id -g "$user")
}
SPEC
token spec encode alice.json >alice.spec
echo "{\"logon_type\": \"interactive\", \"user_sid\": \"$sid\"}" >session.json
echo 'O:SYG:SYD:(D;;FR;;;AU)(A;;FA;;;WD)' >report.sd
echo '{"id": "a", "sd_sddl": "O:SYG:SYD:(A;;FR;;;AU)", "desired": "0x1", "token": {"user": "S-1-22-1-1000"}}' >share.jsonl
printf 'O:BAG:BAD:(A;;FA;;;BA)\nO:SYD:NO_ACCESS_CONTROL\n' >descriptors.txt
printf '#!/bin/sh\ntoken\n' >downloaded
cp downloaded make
chmod 755 downloaded make
token create alice.json --pin-as full >/dev/null
token restrict --pin full --drop-privs SeDebug --deny BA --pin-as limited >/dev/null
token link --elevated pin:full --filtered pin:limited --session "$session" >/dev/null
echo "$session"
