package s3migrate.object;

/// One part of a multipart upload: its number and the bytes of the source it carries.
public record Part(int number, ByteRange range) {

    /// S3 user guide, multipart upload limits.
    public static final int MAX_PARTS = 10_000;

    public Part {
        if (number < 1 || number > MAX_PARTS) {
            throw new IllegalArgumentException(
                    "part number %d: accepted are 1 to %,d".formatted(number, MAX_PARTS));
        }
    }
}
