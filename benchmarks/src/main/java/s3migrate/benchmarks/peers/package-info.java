/// Measures `s3migrate sync` beside other programs that copy between buckets: the same server, the
/// same objects, one run. Only the programs' processes are measured.
@NullMarked
package s3migrate.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
