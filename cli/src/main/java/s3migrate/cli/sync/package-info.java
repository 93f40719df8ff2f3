/// `s3migrate sync`: compares two buckets and copies what differs, in one process.
@NullMarked
package s3migrate.cli.sync;

import org.jspecify.annotations.NullMarked;
