# Becomes the JVM that is the token command; sourced by the launchers, which have set $java, $lib, $launcher and the
# class path. Shell builtins only: this runs before every command.

case " $* " in
  *" -- "*)
    # A command to become: it gets the descriptors and the ignored signals that are there now, before the JVM adds and
    # changes some. The scripts themselves are descriptors of this shell alone.
    inherited=
    for descriptor in "/proc/$$/fd"/*; do
      [ -e "$descriptor" ] && ! [ "$descriptor" -ef "$0" ] && ! [ "$descriptor" -ef "$start" ] \
        && inherited="$inherited${inherited:+,}${descriptor##*/}"
    done
    while read -r name ignored; do
      [ "$name" = SigIgn: ] && break
    done <"/proc/$$/status"
    jvm_options="$jvm_options -Dtokend.inherited=$inherited -Dtokend.ignored=$ignored"
    ;;
  # A stream of lines may run for long: it gets the compiler that is slower to start and faster in the end.
  *" --batch "*) jvm_options=$batch_options ;;
esac
exec "$java" -XX:SharedArchiveFile="$lib/token.jsa" $jvm_options -Dtokend.launcher="$launcher" \
  -Dtokend.library="$lib/libtokend.so" -Dtokend.image="$image" -cp "$token_classes" dev.tokend.cli.Main "$@"
