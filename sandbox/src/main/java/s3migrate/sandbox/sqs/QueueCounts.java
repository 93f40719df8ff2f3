package s3migrate.sandbox.sqs;

/// How many messages a queue holds: to be received now, received and invisible, sent with a delay
/// that still runs.
public record QueueCounts(int visible, int inFlight, int delayed) {
    public int total() {
        return visible + inFlight + delayed;
    }

    /// Without what was sent for later.
    public int due() {
        return visible + inFlight;
    }
}
