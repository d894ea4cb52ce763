#compdef token
# Completion of token in zsh, made by: token completion zsh
# To have it in every shell: token completion zsh > a folder of $fpath, as _token

_token_subcommands() {
  local -a subcommands=(
@SUBCOMMANDS@  )
  _describe -t commands subcommand subcommands
}

_token_joined() { _values -s , value "$@" }

# STATES NAME...
_token_assignments() {
  if compset -P '*='; then
    compadd -- ${=1}
  else
    shift
    compadd -S = -- "$@"
  fi
}

# A security descriptor may be in a file: @FILE.
_token_files() {
  compset -P @
  _files
}

_token_users() { _users }

_token_processes() { compadd -- /proc/<->(N:t) }

_token_threads() { [[ -n $token_pid ]] && compadd -- /proc/$token_pid/task/<->(N:t) }

_token_descriptors() { compadd -- /proc/$$/fd/<->(N:t) }

# Asks an authority that is there, and starts none.
_token_ask() {
  [[ -S ${TOKEND_SOCKET:-/run/tokend/tokend.sock} || -S $XDG_RUNTIME_DIR/tokend/tokend.sock ]] || return
  ${~token_program} "$@" --json 2>/dev/null
}

# PREFIX
_token_pins() {
  local -a names=(${(f)"$(_token_ask pins | sed -n 's/^      "name": "\([^\\]*\)",$/\1/p')"})
  compadd -- $1$^names
}

_token_sessions() {
  local -a ids=(${(f)"$(_token_ask session list | sed -n 's/^      "id": "\([0-9]*\)",$/\1/p')"})
  compadd -- $ids
}

_token_handles() {
  _token_descriptors
  _token_pins pin:
}

_token_sides() {
  compadd -- self real
  compadd -S : -- tid fd peer spec
  compadd -p pid: -- /proc/<->(N:t)
  _token_pins pin:
  compset -P spec: && _files
}

# _arguments has variables of its own: what the functions above use of these is named after token.
_token() {
  local curcontext=$curcontext command= flag= word token_program=$words[1] token_action= token_pid=
  local -a runs=(@RUNNING@)
  integer i at=0
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $flag ]]; then
      [[ $flag == --pid ]] && token_pid=$word
      flag=
      continue
    fi
    case $word in
      --)
        if (($runs[(Ie)$command])); then
          shift $i words
          ((CURRENT -= i))
          _normal
          return
        fi
        ;;
      --pid=*) token_pid=${word#--pid=} ;;
      --*=*) ;;
      @VALUED@) flag=$word ;;
      -?*) ;;
      *)
        if [[ -z $command ]]; then
          command=$word at=i
        elif [[ -z $token_action ]]; then
          token_action=$word
        fi
        ;;
    esac
  done
  ((at)) && { words[at]=(); ((CURRENT--)) }
  case $command in
@CASES@  esac
}

# From a folder of $fpath this file is the function's body; otherwise it is read.
if [[ $funcstack[1] == _token ]]; then
  _token "$@"
else
  compdef _token token
fi
