/// What other systems are told: how the objects ended that they asked for, and how runs and routes
/// stand. Knows nothing of the AWS SDK.
@NullMarked
package s3migrate.outcome;

import org.jspecify.annotations.NullMarked;
