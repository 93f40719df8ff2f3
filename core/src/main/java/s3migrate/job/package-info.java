/// The wish to copy one object, and every message that carries it.
@NullMarked
package s3migrate.job;

import org.jspecify.annotations.NullMarked;
