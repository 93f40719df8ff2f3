package s3migrate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.store.memory.MemoryBody;

/// What the tests of multipart uploads have in common. Parts are numbered from 1; which bytes of a
/// source they are does not matter to a store.
interface UploadUnderTest extends StoreUnderTest {

    default MultipartUpload create(ObjectLocation to) {
        return store().create(to, PLAIN, ChecksumAlgorithm.CRC32C);
    }

    default Part part(int number, long bytes) {
        return new Part(number, new ByteRange(0, bytes));
    }

    default UploadedPart upload(MultipartUpload upload, int number, byte[] bytes) {
        return store().uploadPart(upload, part(number, bytes.length), MemoryBody.of(bytes))
                .orElseThrow();
    }

    /// Uploads these parts, numbered from 1.
    default List<UploadedPart> upload(MultipartUpload upload, byte[]... contents) {
        var parts = new ArrayList<UploadedPart>();
        for (byte[] bytes : contents) {
            parts.add(upload(upload, parts.size() + 1, bytes));
        }
        return parts;
    }

    default WriteAnswer complete(
            MultipartUpload upload, List<UploadedPart> parts, Expectation expected) {
        long size = parts.stream().mapToLong(UploadedPart::size).sum();
        return store().complete(upload, parts, size, Optional.empty(), expected);
    }

    /// As small as a part but the last may be, and different for each seed.
    default byte[] partBytes(int seed) {
        return MemoryBody.bytes(Math.toIntExact(minimumPartBytes()) + seed);
    }
}
