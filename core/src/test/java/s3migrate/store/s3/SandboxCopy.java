package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.traffic.RequestLog;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;

/// A source object in the sandbox, the two stores of a copy, and the steps of one. Begins without
/// faults.
final class SandboxCopy implements AutoCloseable {

    static final NewObject PLAIN = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
    static final Expectation ANY = new Expectation.Any();
    static final Expectation ABSENT = new Expectation.Absent();

    /// Many network buffers long, and above the size from which bodies wait for 100 Continue.
    static final int BYTES = 3 << 20;

    static final Part WHOLE = new Part(1, new ByteRange(0, BYTES));

    private static final byte[] CONTENT = MemoryBody.bytes(BYTES);

    final SandboxS3 sandbox;
    final S3ObjectStore source;
    final S3ObjectStore destination;
    final ObjectLocation from;
    final ObjectLocation to;
    final PinnedObject pinned;

    SandboxCopy(SandboxS3 sandbox) throws IOException {
        this.sandbox = sandbox;
        plan(FaultPlan.NONE);
        source = sandbox.store(Side.SOURCE);
        destination = sandbox.store(Side.DESTINATION);
        from = new ObjectLocation(sandbox.newBucket(), "object");
        to = new ObjectLocation(sandbox.newBucket(), "object");
        sandbox.server().put(from.bucket(), from.key(), CONTENT);
        pinned = source.find(from).orElseThrow().pinned();
        log().reset();
    }

    RequestLog log() {
        return sandbox.server().log();
    }

    void plan(FaultPlan plan) {
        sandbox.server().faults().plan(plan);
    }

    void overwriteSource() {
        try {
            sandbox.server().put(from.bucket(), from.key(), MemoryBody.bytes(5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MultipartUpload create() {
        return destination.create(to, PLAIN, ChecksumAlgorithm.CRC32C);
    }

    /// Streams the whole source as the only part.
    UploadedPart uploadTo(MultipartUpload upload, Body body) {
        return destination.uploadPart(upload, WHOLE, body).orElseThrow();
    }

    WriteAnswer complete(MultipartUpload upload, UploadedPart part) {
        return destination.complete(upload, List.of(part), BYTES, Optional.empty(), ABSENT);
    }

    WriteAnswer put(Body body, Expectation expected) {
        return destination.put(to, PLAIN, body, Optional.empty(), expected);
    }

    /// Streams the source through an upload of one part, and compares every byte.
    Streamed copyAsUpload() {
        var body = streamed();
        var upload = create();
        assertThat(complete(upload, uploadTo(upload, body)))
                .isInstanceOf(WriteAnswer.Written.class);
        assertCopied();
        return body;
    }

    void assertCopied() {
        plan(FaultPlan.NONE);
        try (var opened = destination.open(to).orElseThrow()) {
            assertThat(opened.body().readAllBytes()).isEqualTo(CONTENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The pinned source as a body, the way a transfer streams it.
    Streamed streamed() {
        return streamed(() -> {});
    }

    /// The same, with something happening before its second attempt.
    Streamed streamed(Runnable beforeSecond) {
        return new Streamed(beforeSecond, new AtomicInteger());
    }

    final class Streamed implements Body {

        private final Runnable beforeSecond;
        private final AtomicInteger opens;

        private Streamed(Runnable beforeSecond, AtomicInteger opens) {
            this.beforeSecond = beforeSecond;
            this.opens = opens;
        }

        int opens() {
            return opens.get();
        }

        @Override
        public long length() {
            return BYTES;
        }

        @Override
        public InputStream open() {
            if (opens.incrementAndGet() == 2) {
                beforeSecond.run();
            }
            return source.open(pinned, Optional.of(WHOLE.range())).body();
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
