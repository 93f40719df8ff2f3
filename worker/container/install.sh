#!/bin/sh
# install.sh DIR: puts the built command line into DIR (lib/*.jar) with bin/s3migrate, which starts it with any JDK 25 on the PATH.
# Build first: mvn -DskipTests -pl cli -am package
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
[ $# -eq 1 ] || { echo "usage: worker/container/install.sh DIR" >&2; exit 2; }
lib=$here/cli/target/lib
[ -f "$lib/cli-0.1.0.jar" ] || { echo "install.sh: $lib has no cli-0.1.0.jar; mvn -DskipTests -pl cli -am package builds it" >&2; exit 3; }

mkdir -p "$1/lib" "$1/bin"
cp "$lib"/*.jar "$1/lib/"
cat > "$1/bin/s3migrate" <<'START'
#!/bin/sh
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# The JVM reads arguments and writes text by the locale, and keys are UTF-8.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
# exec: signals go to the JVM.
exec java -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  ${JAVA_OPTIONS:-} -cp "$home/lib/*" s3migrate.cli.Main "$@"
START
chmod -R a+rX "$1"
chmod 755 "$1/bin/s3migrate"
