package s3migrate.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ObjectSummary;

/// Counts findings. One instance serves one thread.
final class Tally {

    private final Map<Finding, Amount> amounts = new EnumMap<>(Finding.class);
    private final Map<Shape, Amount> shapes = new HashMap<>();
    private final long redone;
    private Optional<Instant> behindSince;

    /// Goes on from what was counted before.
    Tally(Totals before) {
        amounts.putAll(before.amounts());
        shapes.putAll(before.shapes());
        behindSince = before.behindSince();
        redone = before.redone();
    }

    void add(Finding finding, long bytes) {
        amounts.merge(finding, new Amount(1, bytes), Amount::plus);
    }

    /// It is to be copied, now or later.
    void toCopy(Finding finding, ObjectSummary source) {
        add(finding, source.size());
        shapes.merge(
                new Shape(Shape.Size.of(source.size()), source.storageClass()),
                new Amount(1, source.size()),
                Amount::plus);
    }

    /// It differs, and gets no job.
    void behind(Finding finding, ObjectSummary source) {
        add(finding, source.size());
        if (behindSince.filter(since -> !since.isAfter(source.lastModified())).isEmpty()) {
            behindSince = Optional.of(source.lastModified().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    Totals totals() {
        return new Totals(amounts, shapes, behindSince, redone);
    }
}
