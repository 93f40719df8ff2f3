package s3migrate.sandbox.proxy;

import java.util.SplittableRandom;

/// Tells what each connection goes through. Asked once per connection.
@FunctionalInterface
public interface LinePlan {
    /// Connections are counted from 1 since the plan was set.
    Line lineOf(long connection);

    static LinePlan always(Line line) {
        return _ -> line;
    }

    /// One connection; all others are clear.
    static LinePlan onNth(long n, Line line) {
        return connection -> connection == n ? line : Line.CLEAR;
    }

    /// The first `n`; all others are clear.
    static LinePlan onFirst(long n, Line line) {
        return connection -> connection <= n ? line : Line.CLEAR;
    }

    /// Each connection with a chance of `share`, between 0 and 1; the others are clear. Which ones,
    /// the seed alone decides.
    static LinePlan byChance(double share, long seed, Line line) {
        return connection ->
                new SplittableRandom(seed * 31 + connection).nextDouble() < share
                        ? line
                        : Line.CLEAR;
    }
}
