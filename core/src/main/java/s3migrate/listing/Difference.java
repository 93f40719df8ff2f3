package s3migrate.listing;

import s3migrate.object.ObjectSummary;

/// What one key of either side is. A key stands once in a comparison; `destination` rows keep their
/// own keys, which the route's mapping made of the source's.
public sealed interface Difference extends Compared {

    /// Only the source has it.
    record Missing(ObjectSummary source) implements Difference {}

    /// Both have it and the bytes differ, or nobody may look whether they do.
    record Changed(ObjectSummary source, ObjectSummary destination) implements Difference {}

    /// Both have it with the same bytes.
    record Same(ObjectSummary source) implements Difference {}

    /// Both have it at the same size, and nothing more is known or was asked.
    record SameSize(ObjectSummary source) implements Difference {}

    /// Both have it with the same bytes, and their headers or user metadata differ.
    record OtherMetadata(ObjectSummary source) implements Difference {}

    /// Only the destination has it.
    record Extra(ObjectSummary destination) implements Difference {}
}
