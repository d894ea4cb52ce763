# Prints what zsh offers for a line: capture.zsh FOLDER LINE, where FOLDER has the function _token.
# An interactive zsh on a terminal of its own gets the line and the tab key; its compadd prints what it is given.
zmodload zsh/zpty || exit 3
export CAPTURE_FOLDER=$1
zpty z zsh -f -i
local line setup
setup=$(mktemp)
cat >$setup <<'SETUP'
PROMPT=
fpath=($CAPTURE_FOLDER $fpath)
autoload -U compinit
compinit -D -u
bindkey '^M' undefined
bindkey '^J' undefined
bindkey '^I' complete-word
null-line() { echo -E - $'\0' }
compprefuncs=(null-line)
comppostfuncs=(null-line exit)
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return $?
  fi
  typeset -a hits
  builtin compadd -A hits "$@"
  setopt localoptions norcexpandparam extendedglob
  typeset -A before hidden after end
  zparseopts -E P:=before p:=hidden S:=end s:=after
  local hit
  for hit in $hits; do echo -E - $IPREFIX$before$hidden$hit$after$end; done
}
echo ok
SETUP
zpty -w z "source $setup"
repeat 6; do
  zpty -r z line
  [[ $line == ok* ]] && break
done
rm -f $setup
[[ $line == ok* ]] || exit 2
zpty -w z "$2"$'\t'
integer seen=0
while zpty -r z; do :; done | while IFS= read -r line; do
  if [[ $line == *$'\0\r' ]]; then
    ((seen++)) && exit 0
  elif ((seen)); then
    echo -E - ${line%$'\r'}
  fi
done
