package s3migrate.jobsender;

import s3migrate.job.ReceivedMessage;

/// A message of the runs queue, received `receives` times so far, and who has it now.
record Incoming(ReceivedMessage message, int receives, String owner) {}
