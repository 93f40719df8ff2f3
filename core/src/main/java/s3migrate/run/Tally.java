package s3migrate.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import s3migrate.object.ObjectSummary;

/// Counts findings. One instance serves one thread.
final class Tally {

    private final Map<Finding, Amount> amounts = new EnumMap<>(Finding.class);
    private final Map<Shape, Amount> shapes = new HashMap<>();

    /// Goes on from what was counted before.
    Tally(Totals before) {
        amounts.putAll(before.amounts());
        shapes.putAll(before.shapes());
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

    Totals totals() {
        return new Totals(amounts, shapes);
    }
}
