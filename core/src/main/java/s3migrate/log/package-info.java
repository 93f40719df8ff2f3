/// Lines for whoever watches a program. Knows nothing of what they are about.
@NullMarked
package s3migrate.log;

import org.jspecify.annotations.NullMarked;
