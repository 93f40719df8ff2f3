/// What the worker's copies cost: the deployed asset in a JVM of its own, between S3 servers over
/// https in ours. Only the worker's process is measured.
@NullMarked
package s3migrate.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
