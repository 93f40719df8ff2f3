package s3migrate.transfer;

import java.time.Instant;

/// Whether a route deletes at its destination what its source has not any more, and how many.
/// Serves many threads.
public interface Deletes {

    /// The destination keeps everything.
    Deletes NONE =
            new Deletes() {
                @Override
                public boolean wanted() {
                    return false;
                }

                @Override
                public Permit next() {
                    throw new IllegalStateException("a route that keeps everything deletes");
                }
            };

    /// Whether the route deletes at all.
    boolean wanted();

    /// Asks for one more.
    Permit next();

    /// The answer.
    sealed interface Permit {

        /// It is counted.
        record Granted() implements Permit {}

        /// More than `most` were asked for since then: no more until a person has looked.
        record Paused(Instant since, long most) implements Permit {}
    }
}
