# How the JVM is started, for ./token, ./tokend and the training run; sourced after .build/launch.
jvm_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:-MaxFDLimit -Xlog:disable"
# Reflection by native accessors: the JDK makes its random source by reflection when it opens a Unix socket, and
# spinning method handles for that one call takes milliseconds.
jvm_options="$jvm_options -Djdk.reflect.useNativeAccessorOnly=true"
jvm_options="$jvm_options --enable-native-access=ALL-UNNAMED"
authority_options="-XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xms32m -Xmx1g --enable-native-access=ALL-UNNAMED"
batch_options="-XX:+UseParallelGC -XX:-UsePerfData -Xlog:disable -Xmx1g --enable-native-access=ALL-UNNAMED"
