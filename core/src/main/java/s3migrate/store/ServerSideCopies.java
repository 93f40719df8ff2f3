package s3migrate.store;

/// Whether a destination's store can copy a source's objects by itself, and by which fact.
///
/// @param reason as a person reads it behind "because"
public record ServerSideCopies(boolean possible, String reason) {}
