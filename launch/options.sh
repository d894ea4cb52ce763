# How the JVM is started, for ./token, ./tokend and the training run; sourced after .build/launch.
jvm_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:-MaxFDLimit -Xlog:disable"
# What runs for some milliseconds is done before a compiler could help.
jvm_options="$jvm_options -XX:CompileThresholdScaling=5"
# The class archive is mapped where it was made for, instead of being moved to a random place in every process: that is
# a tenth of the time. What is at a fixed place holds descriptions of classes, and no code.
jvm_options="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
# Reflection by native accessors: the JDK makes its random source by reflection when it opens a Unix socket, and
# spinning method handles for that one call takes milliseconds.
jvm_options="$jvm_options -Djdk.reflect.useNativeAccessorOnly=true"
jvm_options="$jvm_options --enable-native-access=ALL-UNNAMED"
# The way from the loop to a call of the kernel is deep; compiled as one it makes no objects.
authority_options="-XX:MaxInlineLevel=40 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xms32m -Xmx2g --enable-native-access=ALL-UNNAMED"
# Compilation is a third of a run of a million checks; with less inlining it is less, and the code is no slower.
# What a line leaves behind is garbage at once: a small young generation stays in the cache, and is a third of the memory.
batch_options="-XX:+UseParallelGC -Xmn64m -XX:FreqInlineSize=150 -XX:-UsePerfData -Xlog:disable -Xmx1g"
batch_options="$batch_options --enable-native-access=ALL-UNNAMED"
