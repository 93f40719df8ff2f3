package s3migrate.doctor;

import java.util.List;
import java.util.Optional;
import s3migrate.route.Permission;
import s3migrate.store.StoreException;

/// A look at how a bucket is set up, which copying does not need: where it is not allowed, or the
/// store has no such thing, only that is said.
interface SetupCheck extends Check {

    End end();

    /// What of the bucket, in a word.
    String of();

    /// The action that it needs.
    String action();

    /// What was seen.
    ///
    /// @throws StoreException if nothing could be seen
    List<Observation> see();

    @Override
    default String subject() {
        return end().name(of());
    }

    @Override
    default List<Observation> look() {
        try {
            return see();
        } catch (StoreException refused) {
            if (Denial.is(refused)) {
                var bucket = end().permission(action()).resources();
                var permission = new Permission(end().side(), List.of(action()), bucket);
                return List.of(
                        new Observation(
                                Grade.NOTE,
                                subject(),
                                "not looked at: %s is denied".formatted(action()),
                                "copies go without it; what of it would hurt is not seen",
                                "",
                                Optional.of(permission)));
            }
            if (end().isAws()) {
                throw refused;
            }
            return List.of(
                    Observation.note(
                            subject(),
                            "not looked at: the store does not tell",
                            String.valueOf(refused.getMessage())));
        }
    }
}
