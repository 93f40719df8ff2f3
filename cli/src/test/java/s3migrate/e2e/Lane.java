package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.UploadedPart;

/// One route between two buckets that no other test uses, as the servers see both: nothing of ours
/// lies between.
record Lane(Account from, String source, Account to, String destination) {

    private static final int MAX_PARTS = 10_000;

    /// Bytes that differ by seed.
    static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        random.nextBytes(bytes);
        return bytes;
    }

    /// Writes an object at the source; its event starts the copy.
    void write(String key, byte[] bytes) throws IOException {
        write(key, bytes, ObjectProperties.NONE);
    }

    void write(String key, byte[] bytes, ObjectProperties properties) throws IOException {
        from.s3().put(source, key, bytes, properties);
    }

    Optional<ObjectVersion> original(String key) {
        return from.s3().object(source, key);
    }

    Optional<ObjectVersion> copy(String key) {
        return to.s3().object(destination, key);
    }

    /// The wish to copy an object, as the earlier system sends it.
    String order(String key, long bytes) {
        return """
        {"Src_bucket": "%s", "Src_key": "%s", "Des_bucket": "%s", "Des_key": "%s", "Size": %d}\
        """
                .formatted(source, key, destination, key, bytes);
    }

    /// The keys of uploads that are neither completed nor aborted.
    List<String> openUploads() {
        return to.s3().openUploads(destination).stream().map(MultipartUpload::key).toList();
    }

    /// The parts that wait for a Complete, in the order in which they came.
    List<UploadedPart> openParts() {
        return to.s3().openUploads(destination).stream()
                .flatMap(upload -> upload.partsAfter(0, MAX_PARTS).stream())
                .sorted(Comparator.comparing(UploadedPart::lastModified))
                .toList();
    }

    /// Waits until the destination holds what the source holds now, whole.
    void awaitCopy(String key) throws Exception {
        Await.until(
                () ->
                        copy(key).isPresent()
                                && sameBytes(original(key).orElseThrow(), copy(key).get()),
                () -> "%s: found %s".formatted(key, copy(key)));
    }

    /// Every byte and everything that belongs to the object.
    void assertFaithful(String key) throws IOException {
        var expected = original(key).orElseThrow();
        var found = copy(key).orElseThrow();
        assertThat(sameBytes(expected, found)).as("bytes of %s", key).isTrue();
        assertThat(found.properties()).as(key).isEqualTo(expected.properties());
    }

    private static boolean sameBytes(ObjectVersion a, ObjectVersion b) throws IOException {
        if (a.size() != b.size()) {
            return false;
        }
        try (var _ = a.content().hold();
                var _ = b.content().hold();
                var bytesOfA = a.content().open();
                var bytesOfB = b.content().open()) {
            byte[] left;
            do {
                left = bytesOfA.readNBytes(1 << 20);
                if (!Arrays.equals(left, bytesOfB.readNBytes(1 << 20))) {
                    return false;
                }
            } while (left.length > 0);
            return true;
        }
    }
}
