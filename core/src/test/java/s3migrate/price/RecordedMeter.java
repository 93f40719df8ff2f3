package s3migrate.price;

import java.util.EnumMap;
import java.util.Map;

/// Remembers how much of what was used.
public final class RecordedMeter implements Meter {

    private final Map<Priced, Double> units = new EnumMap<>(Priced.class);

    @Override
    public synchronized void add(Priced priced, double more) {
        units.merge(priced, more, Double::sum);
    }

    /// What there was any of.
    public synchronized Map<Priced, Double> units() {
        return Map.copyOf(units);
    }
}
