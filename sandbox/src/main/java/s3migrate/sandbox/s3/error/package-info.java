/// The error answers of S3. Uses nothing else of the sandbox.
@NullMarked
package s3migrate.sandbox.s3.error;

import org.jspecify.annotations.NullMarked;
