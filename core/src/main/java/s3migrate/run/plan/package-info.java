/// What a run would cost and how long it would take, before it begins; and who says that it may.
@NullMarked
package s3migrate.run.plan;

import org.jspecify.annotations.NullMarked;
