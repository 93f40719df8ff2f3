package s3migrate.cli.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ObjectStore;

/// Reads both sides of an object and holds their bytes against each other. Serves many threads.
record SameBytes(ObjectStore source, ObjectStore destination) {

    private static final int BUFFER = 1 << 18;

    /// What differs; empty if nothing does, or the source is gone.
    Optional<String> difference(ObjectLocation from, ObjectLocation to) {
        var ours = source.open(from);
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        try (var left = ours.get()) {
            var theirs = destination.open(to);
            if (theirs.isEmpty()) {
                return Optional.of("missing at " + to);
            }
            try (var right = theirs.get()) {
                return left.object().size() == right.object().size()
                        ? difference(left.body(), right.body(), to)
                        : Optional.of(
                                "%,d bytes, %s has %,d"
                                        .formatted(
                                                left.object().size(), to, right.object().size()));
            }
        } catch (IOException broke) {
            throw new UncheckedIOException("read %s and %s".formatted(from, to), broke);
        }
    }

    private static Optional<String> difference(
            InputStream left, InputStream right, ObjectLocation to) throws IOException {
        long at = 0;
        while (true) {
            var some = left.readNBytes(BUFFER);
            var others = right.readNBytes(BUFFER);
            int first = Arrays.mismatch(some, others);
            if (first >= 0) {
                return Optional.of("differs from %s at byte %,d".formatted(to, at + first));
            }
            if (some.length < BUFFER) {
                return Optional.empty();
            }
            at += some.length;
        }
    }
}
