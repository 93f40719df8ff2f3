/// How fast the sandbox's S3 is, and how much memory it takes: the AWS SDK and the server in one
/// JVM, over https on loopback.
@NullMarked
package s3migrate.benchmarks.sandbox;

import org.jspecify.annotations.NullMarked;
