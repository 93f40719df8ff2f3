package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Gatherers;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;
import s3migrate.job.Batch;

/// What it costs to copy small objects.
public final class SmallBenchmark implements Benchmark {
    private static final long BYTES = 4096;
    private static final int PART_MIB = 64;

    @Override
    public String about() {
        return """
        New objects of 4 KiB, copied by the deployed worker in batches of 1,000, 16 objects at once: one GET and one conditional PUT each over TLS, the look into the ledger and the evidence file of every batch included. `first_` are the first objects of a fresh process, the others those after twice as many. Figures that end in `_c2` have the optimising compiler too, which takes long to pay off. `sdk_client_` is the SDK's client alone after as many objects: a JVM with the same flags, HTTP client, cryptography and servers, one GET and one PUT per object, and none of what a copy has to prove, pass on or write down.
        """;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        int count = brief ? 5_000 : 10_000;
        var figures = new ArrayList<Figure>();
        figures.addAll(measured(route -> kept(route, WorkerJvm.Compiler.C1, count, 500)));
        figures.addAll(measured(route -> bySdk(route, WorkerJvm.Compiler.C1, figures, count)));
        figures.addAll(measured(route -> kept(route, WorkerJvm.Compiler.C2, count, 200)));
        figures.addAll(measured(route -> bySdk(route, WorkerJvm.Compiler.C2, figures, count)));
        figures.addAll(
                measured(route ->
                        Rclone.measure(
                                route.route(), rclone -> byRclone(route, rclone, figures, count))));
        return figures;
    }

    @FunctionalInterface
    private interface Program {
        List<Figure> copying(Measured measured) throws IOException, InterruptedException;
    }

    /// Each program copies between servers of its own, which keep every object in memory.
    private static List<Figure> measured(Program program) throws IOException, InterruptedException {
        try (var measured = Measured.start()) {
            return program.copying(measured);
        }
    }

    private static List<Figure> kept(
            Measured measured, WorkerJvm.Compiler compiler, int count, int most)
            throws InterruptedException {
        var prefix = compiler.name().toLowerCase(Locale.ROOT);
        var name = compiler.suffix();
        try (var worker = measured.worker(WorkerJvm.of(compiler), PART_MIB)) {
            double first = copy(measured, worker, prefix + "-first/", count);
            copy(measured, worker, prefix + "-warm-up/", count);
            double kept = copy(measured, worker, prefix + "-kept/", count);
            return List.of(
                    Figure.of("first_cpu_us_per_small_object" + name, first),
                    Figure.atMost("cpu_us_per_small_object" + name, kept, most),
                    Figure.of("peak_rss_mb_small" + name, worker.peakMegabytes()));
        }
    }

    /// What the same costs by the SDK alone.
    private static List<Figure> bySdk(
            Measured measured, WorkerJvm.Compiler compiler, List<Figure> ours, int count)
            throws IOException {
        var prefix = "sdk-" + compiler.name().toLowerCase(Locale.ROOT);
        var name = compiler.suffix();
        try (var sdk = BareSdkProcess.start(measured.route(), WorkerJvm.of(compiler))) {
            double client = 0;
            for (var round : List.of("-first/", "-warm-up/", "-kept/")) {
                measured.putSmall(prefix + round, count, BYTES);
                var keys = measured.keys(prefix + round);
                client = sdk.copy(keys) * 1e6 / count;
                measured.check(keys);
            }
            double kept = Measured.value(ours, "cpu_us_per_small_object" + name);
            return List.of(
                    Figure.of("sdk_client_us_per_small_object" + name, client),
                    Figure.of("ratio_to_sdk_client" + name, kept / client));
        }
    }

    /// CPU-microseconds per object.
    private static double copy(Measured measured, DeployedWorker worker, String prefix, int count)
            throws InterruptedException {
        measured.putSmall(prefix, count, BYTES);
        var keys = measured.keys(prefix);
        var batches =
                keys.stream()
                        .gather(Gatherers.windowFixed(Batch.MAX_JOBS))
                        .map(some -> Measured.batch(some, BYTES))
                        .toList();
        double before = worker.cpuSeconds();
        worker.settle(measured.route().batches(), batches);
        double cpu = worker.cpuSeconds() - before;
        measured.check(keys);
        return cpu * 1e6 / count;
    }

    private static List<Figure> byRclone(
            Measured measured, Rclone rclone, List<Figure> ours, int count)
            throws IOException, InterruptedException {
        measured.putSmall("rclone/", count, BYTES);
        var used = rclone.copySmall("rclone/");
        measured.check(measured.keys("rclone/"));
        double cpu = used.cpuSeconds() * 1e6 / count;
        double kept = Measured.value(ours, "cpu_us_per_small_object");
        return List.of(
                Figure.of("rclone_cpu_us_per_small_object", cpu)
                        .noted(rclone.version() + ", 16 transfers"),
                Figure.of("rclone_peak_rss_mb_small", used.peakMegabytes()),
                Figure.of("cpu_ratio_to_rclone_small", kept / cpu));
    }
}
