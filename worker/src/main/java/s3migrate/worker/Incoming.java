package s3migrate.worker;

import java.time.Instant;
import s3migrate.job.ReceivedMessage;

/// A received message, how often it was received, and when it was first sent.
public record Incoming(ReceivedMessage message, int receives, Instant sent) {}
