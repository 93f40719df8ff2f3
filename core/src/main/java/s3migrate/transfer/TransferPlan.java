package s3migrate.transfer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import s3migrate.object.ByteRange;
import s3migrate.object.Part;
import s3migrate.store.UploadedPart;

/// How an object is cut into parts: all of `partBytes` but the last.
public record TransferPlan(long objectBytes, long partBytes) {

    /// S3 user guide, multipart upload limits.
    public static final long MAX_PART_BYTES = 5L << 30;

    /// The largest object that can be written: 48.8 TiB.
    public static final long MAX_OBJECT_BYTES = Part.MAX_PARTS * MAX_PART_BYTES;

    private static final long MIB = 1L << 20;

    public TransferPlan {
        if (objectBytes < 1 || partBytes < 1 || partBytes > MAX_PART_BYTES) {
            throw new IllegalArgumentException(
                    "%,d bytes in parts of %,d: accepted are objects from 1 byte and parts of 1 to %,d"
                            .formatted(objectBytes, partBytes, MAX_PART_BYTES));
        }
        if (Math.ceilDiv(objectBytes, partBytes) > Part.MAX_PARTS) {
            throw new IllegalArgumentException(
                    "%,d bytes in parts of %,d: more than %,d parts"
                            .formatted(objectBytes, partBytes, Part.MAX_PARTS));
        }
    }

    /// Cuts into parts of `preferredPartBytes`, or of as many whole MiB as it takes for 10,000
    /// parts to suffice.
    ///
    /// @throws IllegalArgumentException if the object is larger than 10,000 parts of 5 GiB
    public static TransferPlan of(long objectBytes, long preferredPartBytes) {
        long needed = Math.ceilDiv(objectBytes, (long) Part.MAX_PARTS);
        return new TransferPlan(
                objectBytes,
                needed <= preferredPartBytes
                        ? preferredPartBytes
                        : Math.ceilDiv(needed, MIB) * MIB);
    }

    /// The number of parts.
    public int count() {
        return Math.toIntExact(Math.ceilDiv(objectBytes, partBytes));
    }

    /// Part `number`, counted from 1.
    public Part part(int number) {
        long first = (number - 1) * partBytes;
        return new Part(number, new ByteRange(first, Math.min(partBytes, objectBytes - first)));
    }

    /// All parts, by number.
    public List<Part> parts() {
        return IntStream.rangeClosed(1, count()).mapToObj(this::part).toList();
    }

    /// The parts that are not among these, or not in their full size.
    List<Part> missing(List<UploadedPart> present) {
        Map<Integer, Long> sizes =
                present.stream()
                        .collect(Collectors.toMap(UploadedPart::number, UploadedPart::size));
        return parts().stream()
                .filter(part -> !Objects.equals(sizes.get(part.number()), part.range().length()))
                .toList();
    }
}
