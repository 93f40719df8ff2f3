/// The ledger of one machine: a file per open upload, in a directory that one process has at a
/// time.
@NullMarked
package s3migrate.ledger.journal;

import org.jspecify.annotations.NullMarked;
