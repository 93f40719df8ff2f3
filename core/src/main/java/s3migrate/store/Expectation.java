package s3migrate.store;

import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.StoredObject;

/// What a conditional write expects to find at the destination.
public sealed interface Expectation {

    /// No object: If-None-Match: *.
    record Absent() implements Expectation {}

    /// This content: If-Match.
    record Present(ETag etag) implements Expectation {}

    /// Nothing is asked of the destination.
    record Any() implements Expectation {}

    /// What was seen, as a condition.
    static Expectation of(Optional<StoredObject> found) {
        return found.<Expectation>map(object -> new Present(object.etag())).orElseGet(Absent::new);
    }
}
