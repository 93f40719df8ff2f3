package s3migrate.run;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a comparison would find, as far as a sample of the keys tells. Immutable.
public final class Sampled {

    /// Standard errors on either side. With two of them one sample in twenty would be wrong.
    private static final double ERRORS = 4;

    /// Of what no walk met, on either side: two walks that took the same way look more alike than
    /// they are.
    private static final double UNSEEN = 0.1;

    private final SampleCounts read;
    private final SampleCounts known;
    private final List<Range> ranges;
    private final long requests;

    /// Two estimates of what one range holds, each on its own.
    record Range(SampleCounts one, SampleCounts other) {}

    /// Between these the truth is, most likely.
    public record Bounds(double least, double most) {}

    /// @param read what was compared: it is there for certain
    /// @param known that part of it which stands for itself alone
    Sampled(SampleCounts read, SampleCounts known, List<Range> ranges, long requests) {
        this.read = read;
        this.known = known;
        this.ranges = List.copyOf(ranges);
        this.requests = requests;
    }

    /// How many ranges were looked at in part; 0 if all keys were compared.
    public int ranges() {
        return ranges.size();
    }

    /// Pages that both sides were asked for.
    public long requests() {
        return requests;
    }

    /// Source objects that were compared.
    public Amount seen() {
        return read.most().found();
    }

    /// The most likely totals. What two listings do not tell apart counts as different.
    public Totals estimate() {
        var sum = known.most();
        for (var range : ranges) {
            sum = sum.plus(range.one().most().plus(range.other().most()).times(0.5));
        }
        return sum;
    }

    /// Between what a measure of the totals is: one that is twice as much of twice as many. What
    /// two listings do not tell apart is equal in the least, and different in the most.
    public Bounds bounds(ToDoubleFunction<Totals> measure) {
        var least = new Estimate(measure.applyAsDouble(known.least()));
        var most = new Estimate(measure.applyAsDouble(known.most()));
        for (var range : ranges) {
            least.add(
                    measure.applyAsDouble(range.one().least()),
                    measure.applyAsDouble(range.other().least()));
            most.add(
                    measure.applyAsDouble(range.one().most()),
                    measure.applyAsDouble(range.other().most()));
        }
        double seen = measure.applyAsDouble(read.least());
        return new Bounds(
                Math.max(seen, least.sum - least.error(seen)),
                most.sum + most.error(measure.applyAsDouble(read.most())));
    }

    private static final class Estimate {

        private double sum;
        private double squares;

        Estimate(double known) {
            sum = known;
        }

        void add(double one, double other) {
            sum += (one + other) / 2;
            squares += (one - other) * (one - other) / 4;
        }

        double error(double seen) {
            return ERRORS * Math.sqrt(squares) + UNSEEN * Math.max(0, sum - seen);
        }
    }
}
