/// S3's checksums of objects and parts: computing them as bytes pass, and combining those of parts.
/// Uses nothing else of the sandbox.
@NullMarked
package s3migrate.sandbox.s3.checksum;

import org.jspecify.annotations.NullMarked;
