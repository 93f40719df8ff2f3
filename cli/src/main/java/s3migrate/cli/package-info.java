/// The `s3migrate` commands.
@NullMarked
package s3migrate.cli;

import org.jspecify.annotations.NullMarked;
