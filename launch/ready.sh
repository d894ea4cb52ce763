# Sourced by ./token and ./tokend: makes sure of a build that fits the clone, and sets what starts the JVM from it.
# Shell builtins only where there is nothing to build: this runs before every command.

head=
if [ -r "$home/.git/HEAD" ]; then
  read -r head <"$home/.git/HEAD"
  case $head in
    'ref: '*)
      ref=${head#ref: }
      head=
      [ -r "$home/.git/$ref" ] && read -r head <"$home/.git/$ref"
      ;;
  esac
fi

built_from=
built_in=
java=
if [ -r "$home/.build/launch" ]; then
  . "$home/.build/launch"
fi
if [ ! -x "$java" ] || [ "$built_from" != "$head" ] || [ "$built_in" != "$home" ]; then
  if [ -x "$java" ] && [ ! -w "$home/.build" ]; then
    echo "token: this build is of another commit; its owner should run ./token once" >&2
  else
    "$home/launch/build" || exit $?
    . "$home/.build/launch"
  fi
fi
. "$home/launch/options.sh"
