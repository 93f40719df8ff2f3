package s3migrate.benchmarks.sandbox;

import java.util.List;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.Usage;

/// Fills a bucket without requests, then lists it page by page, after once to warm up.
record Listing(int keys) implements SandboxBenchmark.Measurement {
    @Override
    public List<Figure> measure(ServerAndClient s3) throws Exception {
        s3.server().createBucket("listed");
        Usage fill = Usage.of(() -> s3.server().fill("listed", "prefix/", keys, 100));
        list(s3);
        Usage list = Usage.of(() -> list(s3));
        return List.of(
                Figure.of("fill_seconds", fill.seconds()),
                Figure.of("fill_cpu_seconds", fill.cpuSeconds()),
                Figure.of("list_seconds", list.seconds()),
                Figure.below("list_cpu_seconds", list.cpuSeconds(), 3));
    }

    private void list(ServerAndClient s3) {
        long found =
                s3.client().listObjectsV2Paginator(r -> r.bucket("listed")).contents().stream()
                        .count();
        if (found != keys) {
            throw new IllegalStateException("listed " + found + " keys of " + keys);
        }
    }
}
