package s3migrate.sandbox.proxy;

import java.util.concurrent.atomic.LongAdder;

/// Bytes that passed, by direction.
final class ByteCounts {
    private final LongAdder toServer = new LongAdder();
    private final LongAdder toClient = new LongAdder();

    void add(Direction direction, long bytes) {
        of(direction).add(bytes);
    }

    long sum(Direction direction) {
        return of(direction).sum();
    }

    private LongAdder of(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }
}
