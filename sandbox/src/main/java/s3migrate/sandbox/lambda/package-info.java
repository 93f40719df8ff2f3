/// A Lambda service for one machine: functions run from their deployment assets under the real Java
/// runtime interface client, one child JVM an execution environment, and event source mappings feed
/// them from the sandbox's queues.
///
/// Flow: [s3migrate.sandbox.lambda.QueuePoller] receives a batch,
/// [s3migrate.sandbox.lambda.Environments] hands it to a warm or new
/// [s3migrate.sandbox.lambda.ExecutionEnvironment], whose outcome decides which messages are
/// deleted.
@NullMarked
package s3migrate.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
