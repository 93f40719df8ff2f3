package s3migrate.run;

import java.util.Optional;

/// Whether a route waits for a person or a store, so that its jobs would only pile up. Serves many
/// threads.
@FunctionalInterface
public interface Pauses {

    /// Never.
    Pauses NONE = Optional::empty;

    /// Why it waits now; empty if it does not.
    Optional<String> reason();
}
