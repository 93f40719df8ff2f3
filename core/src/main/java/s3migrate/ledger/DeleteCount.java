package s3migrate.ledger;

import java.time.Instant;

/// How many deletes at a route's destination were asked for since a moment.
public record DeleteCount(String route, Instant since, long count) {

    /// The first of a new count.
    public static DeleteCount first(String route, Instant now) {
        return new DeleteCount(route, now, 1);
    }

    /// One more.
    public DeleteCount next() {
        return new DeleteCount(route, since, count + 1);
    }
}
