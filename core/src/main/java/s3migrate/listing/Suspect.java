package s3migrate.listing;

import s3migrate.object.ObjectSummary;

/// Both sides have the key at one size, and their ETags prove neither equal nor different bytes.
/// `SecondLook` settles it.
public record Suspect(ObjectSummary source, ObjectSummary destination) implements Compared {}
