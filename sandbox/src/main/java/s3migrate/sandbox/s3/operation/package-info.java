/// The operations of S3, one class each: from a request to an answer. `Operations` tells which one
/// a request means.
@NullMarked
package s3migrate.sandbox.s3.operation;

import org.jspecify.annotations.NullMarked;
