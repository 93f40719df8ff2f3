/// Measures, one sub-command each. `Main` is the way in; each benchmark has a package of its own.
@NullMarked
package s3migrate.benchmarks;

import org.jspecify.annotations.NullMarked;
