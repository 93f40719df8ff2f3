# Sourced by the launchers: finds JDK 25, and builds a module that is missing or older than its sources.
# Expects $here, the checkout, and $program, whose name stands before what is said.

is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

find_jdk25() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk25 "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  if java=$(command -v java); then
    home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if is_jdk25 "$home"; then
      printf '%s\n' "$home"
    fi
  fi
}

# Sets $jdk.
need_jdk25() {
  jdk=$(find_jdk25)
  if [ -z "$jdk" ]; then
    echo "$program: no JDK 25 found (looked at JAVA_HOME, PATH and the usual folders). Install one, for example" >&2
    echo "Temurin 25, or set JAVA_HOME to it." >&2
    exit 3
  fi
}

# Keys are UTF-8, and the JVM reads arguments and writes text by the locale: where that has fewer characters, as in cron
# and services, another one is taken.
need_utf8() {
  if [ "$(locale charmap 2>/dev/null)" = UTF-8 ]; then
    return
  fi
  for utf8 in C.UTF-8 en_US.UTF-8; do
    if [ "$(LC_ALL=$utf8 locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$utf8
      return
    fi
  done
}

# newer_source STAMP MODULE... prints a source of the modules that is newer than the file STAMP.
newer_source() {
  stamp=$1
  shift
  sources=$here/pom.xml
  for module in "$@"; do
    if [ -d "$here/$module" ]; then
      sources="$sources
$here/$module/pom.xml
$here/$module/src"
    fi
  done
  printf '%s\n' "$sources" | while IFS= read -r source; do
    find "$source" -newer "$stamp" -print
  done | head -n 1
}

# build MODULE OTHERS [MAVEN-OPTION...] builds MODULE into its target/lib if it or one of OTHERS, in one word, has changed.
build() {
  built=$1
  others=$2
  shift 2
  # The modules are words of one argument on purpose.
  # shellcheck disable=SC2086
  if [ -f "$here/$built/target/built" ] && [ -d "$here/$built/target/lib" ] &&
    [ -z "$(newer_source "$here/$built/target/built" $built $others)" ]; then
    return
  fi
  if ! command -v mvn >/dev/null; then
    echo "$program: not built yet, and no Maven found to build it. Install Maven 3.8.7 or later." >&2
    exit 3
  fi
  echo "$program: building (first run downloads libraries; later runs take seconds) ..." >&2
  started=$(mktemp)
  # Maven's own libraries use what JDK 25 warns of.
  quiet="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  (cd "$here" && JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} $quiet" \
    mvn -q -B -DskipTests -Dspotless.check.skip=true -Dstyle.color=never "$@" -pl "$built" -am package </dev/null) >&2 || {
    echo "$program: the build failed; the lines above say why." >&2
    exit 3
  }
  mv "$started" "$here/$built/target/built"
}

# Keeps the classes of a comparison as they look in memory, which saves half of the CPU time of a start; once after each
# build of cli. The comparison ends at once, as nobody listens at its port. Without the file all is the same, but later.
keep_classes() {
  kept=$here/cli/target/s3migrate.jsa
  if [ ! -w "$here/cli/target" ] || [ -n "$(find "$kept" -newer "$here/cli/target/built" 2>/dev/null)" ]; then
    return
  fi
  env -u AWS_PROFILE AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_REGION=us-east-1 \
    "$jdk/bin/java" -XX:ArchiveClassesAtExit="$kept" -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/cli/target/lib/*" s3migrate.cli.Main sync s3://none s3://neither --dry-run --state "$here/cli/target/kept" \
    --source-endpoint http://127.0.0.1:9 --dest-endpoint http://127.0.0.1:9 >/dev/null 2>&1 </dev/null || true
}
