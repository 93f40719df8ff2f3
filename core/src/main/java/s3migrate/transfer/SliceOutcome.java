package s3migrate.transfer;

/// How the work on a slice ended that nothing kept from ending.
public sealed interface SliceOutcome {

    /// Its parts are there; others are still missing.
    record Copied() implements SliceOutcome {}

    /// The time was up. `progressed` tells whether this invocation added a part.
    record OutOfTime(int partsLeft, boolean progressed) implements SliceOutcome {}

    /// The object has to be looked at as a whole, and no other slice sees to that: the job goes on
    /// as a message of its own.
    record HandsBack(String reason) implements SliceOutcome {}

    /// Its upload is not the key's any more, or somebody else sees to the whole object: nothing is
    /// left to be done.
    record Obsolete(String reason) implements SliceOutcome {}
}
