package s3migrate.listing;

/// What one key of either side is, as far as two listings tell.
public sealed interface Compared permits Difference, Suspect {}
