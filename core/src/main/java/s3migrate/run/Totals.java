package s3migrate.run;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run came upon so far, by finding; absent is none. `shapes` tells apart what is to be
/// copied, `behindSince` is when the first of those changed that differ and get no job.
///
/// @param redone how often a range was gone on with from a checkpoint that its owner had left
///   behind: what he handed over since is out besides what is counted as sent
public record Totals(
        Map<Finding, Amount> amounts,
        Map<Shape, Amount> shapes,
        Optional<Instant> behindSince,
        long redone) {

    public static final Totals NONE = new Totals(Map.of());

    private static final String BYTES = "_bytes";
    private static final String BEHIND_SINCE = "behind_since";
    private static final String REDONE = "redone";

    public Totals {
        amounts = Map.copyOf(amounts);
        shapes = Map.copyOf(shapes);
    }

    /// Of what all gets a job.
    public Totals(Map<Finding, Amount> amounts, Map<Shape, Amount> shapes) {
        this(amounts, shapes, Optional.empty(), 0);
    }

    /// Without telling apart.
    public Totals(Map<Finding, Amount> amounts) {
        this(amounts, Map.of());
    }

    public Amount of(Finding finding) {
        return amounts.getOrDefault(finding, Amount.NONE);
    }

    /// Both together.
    public Totals plus(Totals more) {
        var sum = new EnumMap<Finding, Amount>(Finding.class);
        sum.putAll(amounts);
        more.amounts.forEach((finding, amount) -> sum.merge(finding, amount, Amount::plus));
        var told = new HashMap<>(shapes);
        more.shapes.forEach((shape, amount) -> told.merge(shape, amount, Amount::plus));
        var since = Stream.concat(behindSince.stream(), more.behindSince.stream());
        return new Totals(sum, told, since.min(naturalOrder()), redone + more.redone);
    }

    /// The same, gone on with from a checkpoint that its owner had left behind.
    Totals redoneOnce() {
        return new Totals(amounts, shapes, behindSince, redone + 1);
    }

    /// All that is to be copied.
    public Amount toCopy() {
        return shapes.values().stream().reduce(Amount.NONE, Amount::plus);
    }

    /// So many times as much, at most 4 × 10^16 of each: sums of a hundred of them are whole
    /// numbers.
    Totals times(double factor) {
        var grown = new EnumMap<Finding, Amount>(Finding.class);
        amounts.forEach((finding, amount) -> grown.put(finding, amount.times(factor)));
        var told = new HashMap<Shape, Amount>();
        shapes.forEach((shape, amount) -> told.put(shape, amount.times(factor)));
        return new Totals(grown, told, behindSince, redone);
    }

    /// Objects that workers were asked to look at.
    public long handedOver() {
        return of(Finding.SENT).objects() + of(Finding.DELETE_SENT).objects();
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

    /// Objects at the destination only, whether they are the route's to delete or not.
    public long extras() {
        return of(Finding.EXTRA).plus(of(Finding.EXTRA_IGNORED)).objects();
    }

    /// Whether of each object that differs it is known what becomes of it, `given` being those that
    /// were handed over as jobs.
    public boolean accountsFor(long given) {
        long differ =
                of(Finding.MISSING)
                        .plus(of(Finding.CHANGED))
                        .plus(of(Finding.OTHER_METADATA))
                        .objects();
        return differ == of(Finding.KEPT).objects() + behind() + given;
    }

    /// How many objects differ and get no job.
    long behind() {
        return Finding.BEHIND.stream().mapToLong(finding -> of(finding).objects()).sum();
    }

    /// Objects and bytes of each finding by name, as the ledger keeps them.
    public Map<String, Long> counts() {
        var counts = new HashMap<String, Long>();
        amounts.forEach((finding, amount) -> put(counts, finding.text(), amount));
        shapes.forEach((shape, amount) -> put(counts, shape.text(), amount));
        behindSince.ifPresent(since -> counts.put(BEHIND_SINCE, since.toEpochMilli()));
        if (redone > 0) {
            counts.put(REDONE, redone);
        }
        return counts;
    }

    private static void put(Map<String, Long> counts, String name, Amount amount) {
        counts.put(name, amount.objects());
        counts.put(name + BYTES, amount.bytes());
    }

    /// The inverse of `counts`.
    public static Totals of(Map<String, Long> counts) {
        var amounts = new EnumMap<Finding, Amount>(Finding.class);
        for (var finding : Finding.values()) {
            amount(counts, finding.text()).ifPresent(found -> amounts.put(finding, found));
        }
        var shapes = new HashMap<Shape, Amount>();
        for (var name : counts.keySet()) {
            if (!name.endsWith(BYTES)) {
                Shape.of(name)
                        .ifPresent(shape ->
                                amount(counts, name).ifPresent(sent -> shapes.put(shape, sent)));
            }
        }
        var since = Optional.ofNullable(counts.get(BEHIND_SINCE)).map(Instant::ofEpochMilli);
        return new Totals(amounts, shapes, since, counts.getOrDefault(REDONE, 0L));
    }

    private static Optional<Amount> amount(Map<String, Long> counts, String name) {
        long objects = counts.getOrDefault(name, 0L);
        return objects > 0
                ? Optional.of(new Amount(objects, counts.getOrDefault(name + BYTES, 0L)))
                : Optional.empty();
    }
}
