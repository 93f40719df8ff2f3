package s3migrate.sandbox.s3.store;

import java.util.Set;

/// The storage classes of general purpose buckets.
public final class StorageClasses {
    public static final String STANDARD = "STANDARD";

    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final Set<String> ONLINE =
            Set.of(
                    STANDARD,
                    "REDUCED_REDUNDANCY",
                    "STANDARD_IA",
                    "ONEZONE_IA",
                    "INTELLIGENT_TIERING",
                    "GLACIER_IR");

    private StorageClasses() {}

    public static boolean exists(String name) {
        return ONLINE.contains(name) || ARCHIVED.contains(name);
    }

    /// Whether an object must be restored before it can be read.
    public static boolean isArchived(String name) {
        return ARCHIVED.contains(name);
    }
}
