package s3migrate.transfer.order;

/// What stores or queue of the model do not do, though the protocol relies on it: the protocol must
/// then break, or the model would prove nothing.
enum Flaw {
    NONE,
    LOSES_A_HINT,
    NO_CONDITIONS,
    ABORTS_NOTHING
}
