/// Tests of the container worker.
@NullMarked
package s3migrate.cli.worker;

import org.jspecify.annotations.NullMarked;
