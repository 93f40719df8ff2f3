package s3migrate.transfer;

import java.util.Optional;
import s3migrate.object.StoredObject;
import s3migrate.store.Expectation;

/// What a round knows of the destination from before it looked at the source.
sealed interface Look {

    /// Nothing was read: a new object costs no look. Enough to write where nothing is, never to
    /// delete.
    record NotTaken() implements Look {}

    /// This was there.
    record Taken(Optional<StoredObject> present) implements Look {}

    /// What was seen.
    default Optional<StoredObject> seen() {
        return switch (this) {
            case NotTaken _ -> Optional.empty();
            case Taken(var there) -> there;
        };
    }

    /// The condition of a write.
    default Expectation expectation() {
        return Expectation.of(seen());
    }
}
