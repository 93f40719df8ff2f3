/// The runs queue, and the backlog of the job queues, on SQS.
@NullMarked
package s3migrate.run.sqs;

import org.jspecify.annotations.NullMarked;
