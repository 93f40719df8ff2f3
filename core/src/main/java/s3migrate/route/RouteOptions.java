package s3migrate.route;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a route may choose besides its two ends; `docs/contracts.md` has names, values and what is
/// built. Empty credentials mean what the program's JobType says, an empty storage class the
/// program's, and an empty profile that of AWS, or of an unknown store at another endpoint.
public record RouteOptions(
        boolean stripSourcePrefix,
        Optional<String> sourceCredentials,
        Optional<String> destinationCredentials,
        Optional<StorageClass> storageClass,
        Optional<StoreProfile> destinationStore,
        boolean allowCircle,
        Compare compare,
        Filter filter,
        Overwrite overwrite,
        Require require,
        Copy copy,
        Fallback fallback,
        boolean etagParity,
        boolean outcomeEvents,
        Deletes deletes,
        Spending spending,
        Fidelity fidelity,
        boolean requesterPays) {

    /// What a route has that chooses nothing.
    public static final RouteOptions DEFAULT = RouteOptionsReader.defaults();

    /// When source and destination count as equal.
    public enum Compare {
        CONTENT,
        SIZE,
        VERSION,
        METADATA,
        ALWAYS
    }

    /// What happens to an object that is already there and differs.
    public enum Overwrite {
        /// The source's present version goes over it.
        NEWER,
        /// It stays.
        NEVER,
        /// It is written even if equal.
        ALWAYS
    }

    /// The least evidence a copy must have.
    public enum Require {
        CHECKSUM,
        ETAG,
        SIZE
    }

    /// Who moves the bytes.
    public enum Copy {
        /// S3, where one set of credentials reaches both sides; else s3-migrate.
        AUTO,
        /// S3; a route where it cannot is a fault.
        SERVER,
        /// s3-migrate: read from the source, written to the destination.
        STREAM
    }

    /// What happens where S3 refuses a server-side copy.
    public enum Fallback {
        NONE,
        STREAM
    }

    /// Deletes at the destination. `extras` removes what the source does not have (any more),
    /// `expired` also what a lifecycle rule expired there. `most` per comparison, or none at all:
    /// empty means the lesser of 1 % and 1,000. More than `perTenMinutes` by events pause them.
    public record Deletes(boolean extras, boolean expired, OptionalLong most, long perTenMinutes) {}

    /// A first run begins by itself below `startBelowUsd` and `startBelowTb` (10^12 bytes);
    /// `capUsd` pauses the route.
    public record Spending(long startBelowUsd, long startBelowTb, OptionalLong capUsd) {}

    /// Those that these options choose, by their names in `docs/contracts.md`.
    ///
    /// @throws SettingsException naming every fault
    public static RouteOptions of(Map<String, String> options) {
        return RouteOptionsReader.of(options);
    }

    public RouteOptions withFilter(Filter newFilter) {
        return with(newFilter, overwrite, compare);
    }

    public RouteOptions withOverwrite(Overwrite newOverwrite) {
        return with(filter, newOverwrite, compare);
    }

    public RouteOptions withCompare(Compare newCompare) {
        return with(filter, overwrite, newCompare);
    }

    private RouteOptions with(Filter newFilter, Overwrite newOverwrite, Compare newCompare) {
        return new RouteOptions(
                stripSourcePrefix,
                sourceCredentials,
                destinationCredentials,
                storageClass,
                destinationStore,
                allowCircle,
                newCompare,
                newFilter,
                newOverwrite,
                require,
                copy,
                fallback,
                etagParity,
                outcomeEvents,
                deletes,
                spending,
                fidelity,
                requesterPays);
    }
}
