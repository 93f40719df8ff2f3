package s3migrate.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What a run came upon so far, by finding; absent is none.
public record Totals(Map<Finding, Amount> amounts) {

    public static final Totals NONE = new Totals(Map.of());

    private static final String BYTES = "_bytes";

    public Totals {
        amounts = Map.copyOf(amounts);
    }

    public Amount of(Finding finding) {
        return amounts.getOrDefault(finding, Amount.NONE);
    }

    /// Both together.
    Totals plus(Totals more) {
        var sum = new EnumMap<Finding, Amount>(Finding.class);
        sum.putAll(amounts);
        more.amounts.forEach((finding, amount) -> sum.merge(finding, amount, Amount::plus));
        return new Totals(sum);
    }

    /// All source objects.
    public Amount found() {
        return of(Finding.SAME)
                .plus(of(Finding.SAME_SIZE))
                .plus(of(Finding.IGNORED))
                .plus(of(Finding.MISSING))
                .plus(of(Finding.CHANGED))
                .plus(of(Finding.OTHER_METADATA));
    }

    /// Objects and bytes of each finding by name, as the ledger keeps them.
    public Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        amounts.forEach((finding, amount) -> {
            counts.put(finding.text(), amount.objects());
            counts.put(finding.text() + BYTES, amount.bytes());
        });
        return counts;
    }

    /// The inverse of `counts`.
    public static Totals of(Map<String, Long> counts) {
        var amounts = new EnumMap<Finding, Amount>(Finding.class);
        for (var finding : Finding.values()) {
            long objects = counts.getOrDefault(finding.text(), 0L);
            if (objects > 0) {
                long bytes = counts.getOrDefault(finding.text() + BYTES, 0L);
                amounts.put(finding, new Amount(objects, bytes));
            }
        }
        return new Totals(amounts);
    }
}
