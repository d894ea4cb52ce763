# Finds a JDK 25 for the scripts that source this: sets JAVA_HOME, or says what is missing.
# Looked for in JAVA_HOME, in PATH and in the usual folders, in this order.

is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] \
    && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  for candidate in \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nowhere/bin/javac)")")")" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
    "${HOME:-/nowhere}"/.jdks/*; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

need_jdk() {
  if ! find_jdk; then
    {
      echo "$1: JDK 25 is missing: none in JAVA_HOME, PATH, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman or ~/.jdks"
      echo "  needed: a JDK (not only a runtime) of version 25, such as the package openjdk-25-jdk-headless or temurin-25-jdk"
      echo "  where it is installed elsewhere, set JAVA_HOME to its folder"
    } >&2
    exit 5
  fi
  export JAVA_HOME
}

need_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    {
      echo "$1: Maven is missing: no mvn in PATH"
      echo "  needed: Maven 3.8 or later, such as the package maven"
    } >&2
    exit 5
  fi
}
