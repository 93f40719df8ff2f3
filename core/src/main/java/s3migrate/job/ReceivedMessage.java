package s3migrate.job;

import s3migrate.route.QueueAddress;

/// A message as a queue gave it: `receipt` is the right to change or delete it, until it becomes
/// visible again.
public record ReceivedMessage(QueueAddress queue, String id, String receipt, String body) {}
