package s3migrate.store.s3;

import java.time.Duration;
import s3migrate.price.Meter;

/// How many connections a client keeps, how long it waits on one, and who is told of what its
/// requests cost. Time-outs stay well under the two minutes after which a request of a dead worker
/// counts as landed or lost.
///
/// @param life no request is begun on an older connection
public record S3Connections(
        int most, Duration connectTimeout, Duration silenceTimeout, Duration life, Meter meter) {

    /// S3 closes idle connections sooner, but Lambda may have frozen us when it did, and a request
    /// that finds out costs one of its few attempts. A handshake a minute costs nothing.
    private static final Duration LIFE = Duration.ofMinutes(1);

    /// Listings, HEADs and aborts beside the parts in flight.
    private static final int MARGIN = 8;

    public S3Connections {
        if (most < 1
                || !isPositive(connectTimeout)
                || !isPositive(silenceTimeout)
                || !isPositive(life)) {
            throw new IllegalArgumentException(
                    "%d connections, time-outs %s and %s, life %s: accepted are positive values"
                            .formatted(most, connectTimeout, silenceTimeout, life));
        }
    }

    /// With requests that nobody counts.
    public S3Connections(int most, Duration connectTimeout, Duration silenceTimeout) {
        this(most, connectTimeout, silenceTimeout, LIFE, Meter.NONE);
    }

    /// The same, with requests that are counted.
    public S3Connections countedBy(Meter newMeter) {
        return new S3Connections(most, connectTimeout, silenceTimeout, life, newMeter);
    }

    /// Enough for so many parts or objects in flight.
    public static S3Connections forInFlight(int transfers) {
        return new S3Connections(
                transfers + MARGIN, Duration.ofSeconds(10), Duration.ofSeconds(50));
    }

    /// Enough for so many copies within the store, which may take a while to answer.
    public static S3Connections forCopiesInFlight(int copies) {
        return new S3Connections(copies + MARGIN, Duration.ofSeconds(10), Duration.ofSeconds(100));
    }

    /// How many objects may be open at once. Whoever holds a connection to an open object may have
    /// to ask something else about it: all waiting for each other, none would get on.
    int bodies() {
        return Math.max(1, most - MARGIN);
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }
}
