/// A small AWS on loopback, for the demo and for tests over real sockets. Depends on none of the
/// other modules, so that a misreading of S3 is not shared.
@NullMarked
package s3migrate.sandbox;

import org.jspecify.annotations.NullMarked;
