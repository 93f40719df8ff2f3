@NullMarked
package s3migrate.metrics;

import org.jspecify.annotations.NullMarked;
