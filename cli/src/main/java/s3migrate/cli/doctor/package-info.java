/// `s3migrate doctor`: opens both ends of a route, has them looked at, and prints what was seen.
@NullMarked
package s3migrate.cli.doctor;

import org.jspecify.annotations.NullMarked;
