package s3migrate.object;

/// `length` bytes from offset `first` on; never empty, because S3 answers 416 to an empty range.
public record ByteRange(long first, long length) {

    public ByteRange {
        if (first < 0 || length < 1) {
            throw new IllegalArgumentException(
                    "range of %d bytes from %d: accepted are offsets from 0 and lengths from 1"
                            .formatted(length, first));
        }
    }

    /// The offset of the last byte.
    public long last() {
        return first + length - 1;
    }

    /// As the Range header wants it.
    public String toHttp() {
        return "bytes=" + first + "-" + last();
    }
}
