package s3migrate.object;

/// A checksum as S3 keeps it: comparable only with one of equal algorithm and coverage. The value
/// is base64, for composite ones followed by `-` and the number of parts.
public record Checksum(ChecksumAlgorithm algorithm, Coverage coverage, String value) {

    /// What the value was computed over.
    public enum Coverage {
        /// The bytes of the object.
        FULL_OBJECT,
        /// The checksums of its parts: says nothing about the same bytes cut otherwise.
        COMPOSITE
    }

    /// A value over all bytes of the object.
    public static Checksum ofWhole(ChecksumAlgorithm algorithm, String value) {
        return new Checksum(algorithm, Coverage.FULL_OBJECT, value);
    }

    /// Whether equal values would prove equal bytes, and different values different bytes.
    public boolean comparableWith(Checksum that) {
        return algorithm == that.algorithm
                && coverage == Coverage.FULL_OBJECT
                && that.coverage == coverage;
    }
}
