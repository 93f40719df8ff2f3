package s3migrate.benchmarks.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.PeakHeap;
import s3migrate.benchmarks.Usage;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectVersion;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Streams a generated object part by part into a sink, 8 parts at once, and compares checksums.
record LargeObject(long bytes) implements SandboxBenchmark.Measurement {
    private static final long PART_BYTES = 64L << 20;
    private static final int PARTS_AT_ONCE = 8;
    private static final double LARGEST_HEAP_MIB = 128;

    @Override
    public List<Figure> measure(ServerAndClient s3) throws Exception {
        s3.server().createBucket("from");
        s3.server().createSink("to");
        s3.server().put("from", "large", GeneratedObject.inParts(1, bytes, PART_BYTES));
        PeakHeap heap = new PeakHeap();
        Usage usage = Usage.of(() -> copy(s3.client()));
        check(s3);
        double gibibytes = bytes / (double) (1 << 30);
        return List.of(
                Figure.of("large_mib_per_second", gibibytes * 1024 / usage.seconds()),
                Figure.of("large_cpu_seconds_per_gib", usage.cpuSeconds() / gibibytes),
                Figure.below("large_peak_heap_mib", heap.mebibytes(), LARGEST_HEAP_MIB));
    }

    private void copy(S3Client s3) throws Exception {
        String id = s3.createMultipartUpload(r -> r.bucket("to").key("large")).uploadId();
        List<Callable<CompletedPart>> parts =
                IntStream.range(0, (int) Math.ceilDiv(bytes, PART_BYTES))
                        .<Callable<CompletedPart>>mapToObj(number -> () -> part(s3, id, number))
                        .toList();
        List<CompletedPart> done = ServerAndClient.inParallel(PARTS_AT_ONCE, parts);
        s3.completeMultipartUpload(
                r -> r.bucket("to").key("large").uploadId(id).multipartUpload(m -> m.parts(done)));
    }

    private CompletedPart part(S3Client s3, String id, int number) throws Exception {
        long first = number * PART_BYTES;
        long last = Math.min(bytes, first + PART_BYTES) - 1;
        try (var in =
                s3.getObject(
                        r -> r.bucket("from").key("large").range("bytes=" + first + "-" + last))) {
            String etag =
                    s3.uploadPart(
                                    r ->
                                            r.bucket("to")
                                                    .key("large")
                                                    .uploadId(id)
                                                    .partNumber(number + 1),
                                    RequestBody.fromInputStream(in, last - first + 1))
                            .eTag();
            return CompletedPart.builder().partNumber(number + 1).eTag(etag).build();
        }
    }

    private static void check(ServerAndClient s3) {
        ObjectVersion from = s3.server().object("from", "large").orElseThrow();
        ObjectVersion to = s3.server().object("to", "large").orElseThrow();
        if (from.size() != to.size() || !from.checksum().equals(to.checksum())) {
            throw new IllegalStateException(
                    "copied "
                            + to.size()
                            + " bytes, "
                            + to.checksum()
                            + "; expected "
                            + from.size()
                            + " bytes, "
                            + from.checksum());
        }
    }
}
