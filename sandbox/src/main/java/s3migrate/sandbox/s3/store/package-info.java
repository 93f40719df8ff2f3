/// Buckets, versions and multipart uploads: what S3 remembers, and the rules under which it
/// changes. Knows nothing of HTTP.
///
/// Bodies are files, never concatenated: an object is a list of segments. The index is in memory
/// and ends with the process.
@NullMarked
package s3migrate.sandbox.s3.store;

import org.jspecify.annotations.NullMarked;
