/// S3's nouns as values: locations, keys in UTF-8 byte order, versions, checksums, metadata, byte
/// ranges and parts. No effects; imports nothing of ours.
@NullMarked
package s3migrate.object;

import org.jspecify.annotations.NullMarked;
