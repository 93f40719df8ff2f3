/// The Lambda that finds differences: a message of the runs queue in, jobs for the workers out.
/// Reads parameters, opens stores and keeps the log; everything else is core's `run`.
@NullMarked
package s3migrate.jobsender;

import org.jspecify.annotations.NullMarked;
