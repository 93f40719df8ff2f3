/// What the programs measure, as lines of a log that CloudWatch makes metrics of. Uses nothing of
/// the other packages, and knows no object, route or run but by name.
@NullMarked
package s3migrate.metrics;

import org.jspecify.annotations.NullMarked;
