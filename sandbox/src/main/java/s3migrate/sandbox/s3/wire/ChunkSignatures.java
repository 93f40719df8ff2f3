package s3migrate.sandbox.s3.wire;

/// Checks the signatures in an `aws-chunked` body, in the order of the body. A wrong one is S3's
/// SignatureDoesNotMatch.
public interface ChunkSignatures {
    /// Of a body whose chunks are not signed.
    ChunkSignatures NONE =
            new ChunkSignatures() {
                @Override
                public boolean signed() {
                    return false;
                }

                @Override
                public void checkChunk(String sha256, String signature) {}

                @Override
                public void checkTrailers(String lines, String signature) {}
            };

    /// Whether there is anything to check.
    boolean signed();

    /// Of a chunk that has ended, the empty one at the end included.
    ///
    /// @param sha256 of the chunk's bytes, in hex
    void checkChunk(String sha256, String signature);

    /// Of all trailers together.
    ///
    /// @param lines `name:value` and a line feed for each trailer, names in lower case
    void checkTrailers(String lines, String signature);
}
