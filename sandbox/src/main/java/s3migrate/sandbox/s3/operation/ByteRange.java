package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.store.ObjectVersion;

/// A run of bytes of an object.
record ByteRange(long first, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// What a `Range` header asks for, cut at the object's end. Empty where S3 sends the whole
    /// object instead: several ranges, or what it cannot read. Refuses a range that lies outside,
    /// as any does of an empty object.
    static Optional<ByteRange> of(String header, long objectBytes) {
        Matcher range = HEADER.matcher(header.strip());
        if (!range.matches() || header.strip().equals("bytes=-")) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(range.group(2)), objectBytes);
            return Optional.of(within(header, objectBytes - suffix, objectBytes - 1, objectBytes));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return last < first
                ? Optional.empty()
                : Optional.of(within(header, first, Math.min(last, objectBytes - 1), objectBytes));
    }

    boolean isWhole(long objectBytes) {
        return length == objectBytes;
    }

    /// Empty for no bytes at all, which no range can tell.
    Optional<String> contentRange(ObjectVersion object) {
        return Optional.of("bytes " + first + "-" + (first + length - 1) + "/" + object.size())
                .filter(_ -> length > 0);
    }

    private static ByteRange within(String header, long first, long last, long objectBytes) {
        if (first > last || first >= objectBytes) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable")
                    .with("RangeRequested", header)
                    .with("ActualObjectSize", Long.toString(objectBytes))
                    .withHeader("Content-Range", "bytes */" + objectBytes);
        }
        return new ByteRange(first, last - first + 1);
    }
}
