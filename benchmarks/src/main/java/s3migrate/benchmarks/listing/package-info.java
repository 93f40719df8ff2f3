/// What it costs to compare two listings: a server that makes keys up, and the program's own pass
/// over them, each in a JVM of its own.
@NullMarked
package s3migrate.benchmarks.listing;

import org.jspecify.annotations.NullMarked;
