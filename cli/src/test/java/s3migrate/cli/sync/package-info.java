/// Tests of `s3migrate sync`, as processes of its own between two servers.
@NullMarked
package s3migrate.cli.sync;

import org.jspecify.annotations.NullMarked;
