package s3migrate.run;

import java.util.EnumMap;
import java.util.Map;

/// Counts findings. One instance serves one thread.
final class Tally {

    private final Map<Finding, Amount> amounts = new EnumMap<>(Finding.class);

    /// Goes on from what was counted before.
    Tally(Totals before) {
        amounts.putAll(before.amounts());
    }

    void add(Finding finding, long bytes) {
        amounts.merge(finding, new Amount(1, bytes), Amount::plus);
    }

    Totals totals() {
        return new Totals(amounts);
    }
}
