package s3migrate.cli.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import s3migrate.time.Deadline;

/// Whether a worker is to end, and until when its messages may be worked on. Serves many threads.
final class Drain {

    /// SQS ends what was received after 12 hours, whatever signs of life there are: what takes
    /// longer is handed over before.
    private static final Duration LONGEST = Duration.ofHours(11);

    private final InstantSource clock;
    private volatile Instant end = Instant.MAX;

    Drain(InstantSource clock) {
        this.clock = clock;
    }

    /// From now on no message is begun, and work on those at hand ends after half of `grace`: the
    /// other half is for handing over what they have not come to.
    void begin(Duration grace) {
        end = clock.instant().plus(grace.dividedBy(2));
    }

    boolean begun() {
        return end.isBefore(Instant.MAX);
    }

    /// By when work on a message that is received now has to end, as far as is known.
    Deadline deadline() {
        var latest = clock.instant().plus(LONGEST);
        return new Deadline(() -> end.isBefore(latest) ? end : latest, clock);
    }
}
