# Completion of token in bash, made by: token completion bash
# To have it in every shell: token completion bash > ~/.local/share/bash-completion/completions/token

_token_named() {
  case $1 in
@ALIASES@    *) echo "$1" ;;
  esac
}

_token_takes_value() {
  case $1 in
    @VALUED@) return 0 ;;
  esac
  return 1
}

_token_runs_program() {
  case $1 in
    @RUNNING@) return 0 ;;
  esac
  return 1
}

_token_flags() {
  case $1 in
@FLAGS@  esac
}

# SUBCOMMAND FLAG
_token_flag_value() {
  case $1:$2 in
@FLAG_VALUES@  esac
}

# SUBCOMMAND POSITION ACTION
_token_argument() {
  case $1:$2:$3 in
@ARGUMENTS@  esac
}

_token_offer() {
  case $1 in
    "$cur"*) COMPREPLY+=("$1") ;;
  esac
}

_token_words() {
  local word
  for word; do _token_offer "$word"; done
}

# Of a list only the last word is completed, to one that is not in it yet.
_token_joined() {
  local before= word
  case $cur in *,*) before=${cur%,*}, ;; esac
  for word; do
    case ,$before in *",$word,"*) ;; *) _token_offer "$before$word" ;; esac
  done
  compopt -o nospace 2>/dev/null
}

# STATES NAME...
_token_assignments() {
  local states=$1 word
  shift
  case $cur in
    *=*) for word in $states; do _token_offer "${cur%%=*}=$word"; done ;;
    *)
      for word; do _token_offer "$word="; done
      compopt -o nospace 2>/dev/null
      ;;
  esac
}

# A security descriptor may be in a file: @FILE.
_token_files() {
  local at= file
  case $cur in @*) at=@ ;; esac
  while IFS= read -r file; do COMPREPLY+=("$at$file"); done < <(compgen -f -- "${cur#@}")
  compopt -o filenames 2>/dev/null
}

_token_users() { COMPREPLY+=($(compgen -u -- "$cur")); }

_token_processes() {
  local folder
  for folder in /proc/[0-9]*; do _token_offer "${folder#/proc/}"; done
}

_token_threads() {
  local folder
  [ -n "$pid" ] && for folder in "/proc/$pid/task"/[0-9]*; do _token_offer "${folder##*/}"; done
}

_token_descriptors() {
  local file
  for file in "/proc/$$/fd"/*; do _token_offer "${file##*/}"; done
}

# Asks an authority that is there, and starts none.
_token_ask() {
  [ -S "${TOKEND_SOCKET:-/run/tokend/tokend.sock}" ] || [ -S "$XDG_RUNTIME_DIR/tokend/tokend.sock" ] || return
  "${args[0]/#\~/$HOME}" "$@" --json 2>/dev/null
}

# PREFIX
_token_pins() {
  local name
  while IFS= read -r name; do
    _token_offer "$1$(printf %q "$name")"
  done < <(_token_ask pins | sed -n 's/^      "name": "\([^\\]*\)",$/\1/p')
}

_token_sessions() {
  local id
  for id in $(_token_ask session list | sed -n 's/^      "id": "\([0-9]*\)",$/\1/p'); do _token_offer "$id"; done
}

_token_handles() {
  _token_descriptors
  _token_pins pin:
}

_token_sides() {
  local number
  _token_words self real tid: fd: peer: spec:
  for number in /proc/[0-9]*; do _token_offer "pid:${number#/proc/}"; done
  _token_pins pin:
  case $cur in spec:*) while IFS= read -r number; do COMPREPLY+=("spec:$number"); done < <(compgen -f -- "${cur#spec:}") ;; esac
  compopt -o nospace 2>/dev/null
}

# What bash breaks at = and : is one word here: args, the last of them cur.
_token_read_words() {
  local rest=$COMP_LINE word i
  args=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $rest == [[:space:]]* || -z $rest ]]; then
      args+=("$word")
    else
      args[${#args[@]} - 1]+=$word
    fi
    rest=${rest#"${rest%%[![:space:]]*}"}
    rest=${rest#"$word"}
  done
  cur=${args[${#args[@]} - 1]}
}

_token_program() {
  local i
  for ((i = 0; i < COMP_CWORD; i++)); do
    [ "${COMP_WORDS[i]}" = -- ] && break
  done
  if declare -F _command_offset >/dev/null; then
    _command_offset $((i + 1))
  elif ((COMP_CWORD == i + 1)); then
    COMPREPLY+=($(compgen -c -- "$cur"))
  else
    _token_files
  fi
}

_token() {
  local args cur command= flag= pid= action= position=0 lead= skip i
  COMPREPLY=()
  _token_read_words
  for ((i = 1; i < ${#args[@]} - 1; i++)); do
    if [ -n "$flag" ]; then
      [ "$flag" = --pid ] && pid=${args[i]}
      flag=
      continue
    fi
    case ${args[i]} in
      --)
        if _token_runs_program "$command"; then
          _token_program
          return
        fi
        ;;
      --pid=*) pid=${args[i]#--pid=} ;;
      --*=*) ;;
      -?*) if _token_takes_value "${args[i]}"; then flag=${args[i]}; fi ;;
      *)
        if [ -z "$command" ]; then
          command=$(_token_named "${args[i]}")
        else
          [ -z "$action" ] && action=${args[i]}
          position=$((position + 1))
        fi
        ;;
    esac
  done
  skip=$((${#cur} - ${#COMP_WORDS[COMP_CWORD]}))
  case ${COMP_WORDS[COMP_CWORD]} in [=:]) skip=${#cur} ;; esac
  if [ -z "$flag" ]; then
    case $cur in
      --*=*)
        flag=${cur%%=*}
        lead=$flag=
        cur=${cur#*=}
        ;;
    esac
  fi
  if [ -n "$flag" ]; then
    _token_flag_value "$command" "$flag"
  elif [[ $cur == -* ]]; then
    _token_words $(_token_flags "$command")
  elif [ -z "$command" ]; then
    _token_words @SUBCOMMANDS@
  else
    _token_argument "$command" "$position" "$action"
  fi
  for i in "${!COMPREPLY[@]}"; do
    COMPREPLY[i]=$lead${COMPREPLY[i]}
    COMPREPLY[i]=${COMPREPLY[i]:skip}
  done
}

complete -F _token token
