package s3migrate.job;

import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.object.ObjectLocation;

/// One copy ordered by another system, in the form of the earlier system's jobs. `size` in bytes is
/// a hint; `id` comes back in the outcome event, and the same id twice is one copy.
public record OrderedCopy(
        ObjectLocation source,
        ObjectLocation destination,
        OptionalLong size,
        Optional<String> versionId,
        Optional<String> id)
        implements Message {}
