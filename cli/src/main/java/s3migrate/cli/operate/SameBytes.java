package s3migrate.cli.operate;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.time.Backoff;
import s3migrate.time.Sleeper;

/// Reads both sides of an object and holds their bytes against each other. Serves many threads.
record SameBytes(
        ObjectStore source, ObjectStore destination, Sleeper sleeper, RandomGenerator random) {

    private static final int BUFFER = 1 << 18;

    /// Of one object: a connection that breaks is another's fault, now and then.
    private static final int TRIES = 4;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    /// What reading shows.
    sealed interface Answer {

        record Equal() implements Answer {}

        /// @param what differs, or why that cannot be told
        record Different(String what) implements Answer {}

        /// The source has it no more.
        record Gone() implements Answer {}
    }

    /// Reads both, from the start again if that breaks off.
    Answer read(ObjectLocation from, ObjectLocation to) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return readOnce(from, to);
            } catch (StoreException.ObjectRefused refused) {
                return unreadable(refused);
            } catch (StoreException.Transient | IOException broke) {
                if (tries == TRIES) {
                    return unreadable(broke);
                }
                sleeper.sleep(BACKOFF.after(tries, random));
            }
        }
    }

    private static Answer unreadable(Exception why) {
        return new Answer.Different("could not be read: " + why.getMessage());
    }

    private Answer readOnce(ObjectLocation from, ObjectLocation to) throws IOException {
        var ours = source.open(from);
        if (ours.isEmpty()) {
            return new Answer.Gone();
        }
        try (var left = ours.get()) {
            var theirs = destination.open(to);
            if (theirs.isEmpty()) {
                return new Answer.Different("missing at " + to);
            }
            try (var right = theirs.get()) {
                return left.object().size() == right.object().size()
                        ? read(left.body(), right.body(), to)
                        : new Answer.Different(
                                "%,d bytes, %s has %,d"
                                        .formatted(
                                                left.object().size(), to, right.object().size()));
            }
        }
    }

    private static Answer read(InputStream left, InputStream right, ObjectLocation to)
            throws IOException {
        long at = 0;
        while (true) {
            var some = left.readNBytes(BUFFER);
            var others = right.readNBytes(BUFFER);
            int first = Arrays.mismatch(some, others);
            if (first >= 0) {
                return new Answer.Different(
                        "differs from %s at byte %,d".formatted(to, at + first));
            }
            if (some.length < BUFFER) {
                return new Answer.Equal();
            }
            at += some.length;
        }
    }
}
