package s3migrate.sandbox.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.error.S3Error;

class BucketTest {
    @TempDir Path directory;
    private Buckets buckets;
    private Bucket bucket;

    @BeforeEach
    void create() throws IOException {
        buckets =
                new Buckets(
                        "eu-central-1",
                        InstantSource.system(),
                        new BlobDirectory(directory),
                        true,
                        _ -> {});
        bucket = buckets.create("bucket");
    }

    @Test
    void deletesTheBytesOfAnOverwrittenObjectOnceItsLastReaderIsDone() throws IOException {
        put("k", "old", new WriteCondition.None());
        HeldObject reader =
                bucket.hold("k", history -> history.flatMap(KeyHistory::current).orElseThrow());
        put("k", "new", new WriteCondition.None());
        assertThat(files()).isEqualTo(2);

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        reader.object().content().writeTo(read, 0, 3);
        reader.close();

        assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("old");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void leavesNoBytesOfARefusedWrite() throws IOException {
        put("k", "old", new WriteCondition.None());

        assertThatThrownBy(() -> put("k", "new", new WriteCondition.IfAbsent()))
                .isInstanceOf(S3Error.class);

        assertThat(files()).isEqualTo(1);
    }

    @Test
    void leavesNoBytesOfAnAbortedUploadNorOfPartsThatComeLater() throws IOException {
        MultipartUpload upload =
                bucket.beginUpload("k", "me", ObjectProperties.NONE, UploadChecksum.UNNAMED);
        upload.add(part(1));
        bucket.uploads().abort("k", upload.id());

        assertThatThrownBy(() -> upload.add(part(2))).isInstanceOf(S3Error.class);
        assertThat(files()).isZero();
    }

    @Test
    void keepsTheVersionsOfAKeyAndTheirBytesUntilEachIsDeleted() throws IOException {
        bucket.setVersioning(Versioning.ENABLED);
        ObjectVersion one = put("k", "one", new WriteCondition.None());
        ObjectVersion two = put("k", "two", new WriteCondition.None());
        assertThat(bucket.history("k").orElseThrow().versions()).containsExactly(two, one);

        bucket.deleteVersion("k", two.versionId(), new WriteCondition.None());
        assertThat(bucket.history("k").flatMap(KeyHistory::current)).contains(one);
        bucket.deleteVersion("k", one.versionId(), new WriteCondition.None());

        assertThat(bucket.history("k")).isEmpty();
        assertThat(files()).isZero();
    }

    private ObjectVersion put(String key, String text, WriteCondition condition)
            throws IOException {
        Received received = receive(text);
        return bucket.publish(
                key,
                condition,
                new NewObject(
                        Content.of(List.of(received.blob())),
                        received.etag(),
                        Instant.EPOCH,
                        Optional.empty(),
                        ObjectProperties.NONE,
                        List.of(),
                        Change.Kind.PUT));
    }

    private UploadedPart part(int number) throws IOException {
        Received received = receive("part");
        return new UploadedPart(number, received.blob(), received.etag(), Instant.EPOCH, "");
    }

    private Received receive(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Received.from(
                new ByteArrayInputStream(bytes), bytes.length, bucket.blobs(), Set.of());
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
