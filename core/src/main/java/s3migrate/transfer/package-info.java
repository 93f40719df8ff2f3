/// The doing of a job: plan, parts, complete, verify, outcome.
@NullMarked
package s3migrate.transfer;

import org.jspecify.annotations.NullMarked;
