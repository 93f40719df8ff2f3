package s3migrate.route;

import java.util.Optional;

/// The storage class of copies: one of those S3 lets a write choose, or the source's.
public enum StorageClass {
    STANDARD,
    STANDARD_IA,
    ONEZONE_IA,
    INTELLIGENT_TIERING,
    GLACIER_IR,
    GLACIER,
    DEEP_ARCHIVE,
    REDUCED_REDUNDANCY,
    OUTPOSTS,
    SNOW,
    EXPRESS_ONEZONE,
    /// As the source has it.
    KEEP;

    static StorageClass read(SettingsReader env) {
        return env.oneOf("StorageClass", STANDARD, StorageClass.class, Enum::name);
    }

    /// The class every copy gets; empty if each keeps its own.
    public Optional<String> chosen() {
        return this == KEEP ? Optional.empty() : Optional.of(name());
    }
}
