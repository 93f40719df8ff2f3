package s3migrate.sandbox.lambda;

import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.Queues;

/// Feeds a function from a queue.
///
/// @param batchSize messages in one invocation at most; up to 10, as there is no batching window
/// @param maximumConcurrency invocations from this queue at one time
/// @param reportBatchItemFailures whether the function's answer names the messages that failed, or
///   any answer is success
public record EventSourceMapping(
        String function,
        Queue queue,
        int batchSize,
        int maximumConcurrency,
        boolean reportBatchItemFailures) {
    public EventSourceMapping {
        if (batchSize < 1 || batchSize > Queues.MAX_BATCH)
            throw new IllegalArgumentException("batch size must be 1 to 10, not " + batchSize);
        if (maximumConcurrency < 1)
            throw new IllegalArgumentException(
                    "maximum concurrency must be at least 1, not " + maximumConcurrency);
    }
}
