/// Tests of `s3migrate doctor`.
@NullMarked
package s3migrate.cli.doctor;

import org.jspecify.annotations.NullMarked;
