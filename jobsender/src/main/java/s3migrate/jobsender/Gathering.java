package s3migrate.jobsender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.route.SettingsException;

/// Reads several things and reports everything that is wrong with any of them at once. One instance
/// serves one thread.
final class Gathering {

    private final List<String> faults = new ArrayList<>();
    private boolean passing;

    /// What was read; empty if it was refused.
    <T> Optional<T> of(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (SettingsException refused) {
            faults.add(String.valueOf(refused.getMessage()));
            passing |= refused.isPassing();
            return Optional.empty();
        }
    }

    /// Ends the reading.
    ///
    /// @throws SettingsException if anything was refused
    void finish(String where) {
        if (!faults.isEmpty()) {
            throw new SettingsException(where, faults, passing);
        }
    }
}
