/// What proved each copy, one line per object: written by batches into the reports bucket, by one
/// machine into a file. Comes after `s3migrate.transfer`, which knows nothing of it.
@NullMarked
package s3migrate.transfer.evidence;

import org.jspecify.annotations.NullMarked;
