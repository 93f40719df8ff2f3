/// S3's HTTP as values: requests, answers, XML, encodings of keys and bodies. Knows the store only
/// as something to send.
@NullMarked
package s3migrate.sandbox.s3.wire;

import org.jspecify.annotations.NullMarked;
