/// The job queue over SQS.
@NullMarked
package s3migrate.job.sqs;

import org.jspecify.annotations.NullMarked;
