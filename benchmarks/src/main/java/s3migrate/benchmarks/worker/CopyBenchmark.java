package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;

/// What it costs to copy large objects.
public final class CopyBenchmark implements Benchmark {
    private static final long GIB = 1L << 30;

    /// A deployment's default.
    private static final int PART_MIB = 64;

    /// 16 of the largest are just under the size of objects that are cut into slices.
    private static final List<Integer> PART_SIZES_MIB = List.of(8, 64, 240);

    private static final int SMALL_HEAP_MIB = 64;

    @Override
    public String about() {
        return """
        Large objects, each copied by the deployed worker, 16 parts at once: every part is a ranged GET whose body is the body of an UploadPart, both over TLS. `start_cpu_s` is what the process takes until it is ready, `first_` the first 512 MiB after that, `cpu_s_per_gib` the same process later. The JVM is started as the managed runtime does (C1, serial collector); figures that end in `_c2` have the optimising compiler too. `_xmx64m` have a heap of 64 MiB, and parts of the size they name; `peak_rss_mb` is the most of those.
        """;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var measured = Measured.start()) {
            int gibibytes = brief ? 1 : 4;
            figures.addAll(kept(measured, WorkerJvm.Compiler.C1, gibibytes));
            figures.addAll(withSmallHeap(measured));
            figures.addAll(kept(measured, WorkerJvm.Compiler.C2, gibibytes));
            figures.addAll(
                    Rclone.measure(
                            measured.route(),
                            rclone -> byRclone(measured, rclone, figures, brief ? 1 : 2)));
        }
        return figures;
    }

    /// A fresh process, and the same one later.
    private static List<Figure> kept(Measured measured, WorkerJvm.Compiler compiler, int gibibytes)
            throws InterruptedException {
        var prefix = compiler.name().toLowerCase(Locale.ROOT) + "/";
        var name = compiler.suffix();
        try (var worker = measured.worker(WorkerJvm.of(compiler), PART_MIB)) {
            double started = worker.cpuSeconds();
            double first = copy(measured, worker, prefix + "first", 1, GIB / 2);
            copy(measured, worker, prefix + "warm-up", (gibibytes + 1) / 2, GIB);
            double kept = copy(measured, worker, prefix + "kept", gibibytes, GIB);
            boolean managed = compiler == WorkerJvm.Compiler.C1;
            return List.of(
                    Figure.of("start_cpu_s" + name, started),
                    managed
                            ? Figure.atMost("first_cpu_s_per_gib", first, 3.0)
                            : Figure.of("first_cpu_s_per_gib" + name, first),
                    managed
                            ? Figure.atMost("cpu_s_per_gib", kept, 1.7)
                            : Figure.of("cpu_s_per_gib" + name, kept),
                    Figure.of("peak_rss_mb_default_heap" + name, worker.peakMegabytes()));
        }
    }

    private static List<Figure> withSmallHeap(Measured measured) throws InterruptedException {
        var jvm = WorkerJvm.of(WorkerJvm.Compiler.C1).withHeapMib(SMALL_HEAP_MIB);
        var figures = new ArrayList<Figure>();
        double most = 0;
        for (int partMib : PART_SIZES_MIB) {
            var name = "_xmx%dm_%dmib_parts".formatted(SMALL_HEAP_MIB, partMib);
            try (var worker = measured.worker(jvm, partMib)) {
                copy(measured, worker, name + "/warm-up", 1, GIB);
                long bytes = Math.max(GIB, (16L * partMib) << 20);
                double cpu = copy(measured, worker, name + "/kept", 1, bytes);
                figures.add(Figure.of("cpu_s_per_gib" + name, cpu));
                most = Math.max(most, worker.peakMegabytes());
            }
        }
        figures.add(Figure.atMost("peak_rss_mb", most, 190));
        return figures;
    }

    /// CPU-seconds per GiB of so many objects, one after the other.
    private static double copy(
            Measured measured, DeployedWorker worker, String prefix, int count, long bytes)
            throws InterruptedException {
        var keys = IntStream.range(0, count).mapToObj(number -> prefix + "-" + number).toList();
        keys.forEach(key -> measured.putLarge(key, bytes));
        double before = worker.cpuSeconds();
        worker.settle(
                measured.route().large(),
                keys.stream().map(key -> Measured.job(key, bytes)).toList());
        double cpu = worker.cpuSeconds() - before;
        measured.check(keys);
        return cpu * GIB / (count * bytes);
    }

    private static List<Figure> byRclone(
            Measured measured, Rclone rclone, List<Figure> ours, int gibibytes)
            throws IOException, InterruptedException {
        measured.putLarge("rclone", gibibytes * GIB);
        var used = rclone.copyLarge("rclone");
        measured.checkSize("rclone");
        double cpu = used.cpuSeconds() / gibibytes;
        double kept = Measured.value(ours, "cpu_s_per_gib");
        return List.of(
                Figure.of("rclone_cpu_s_per_gib", cpu)
                        .noted(rclone.version() + ", 16 chunks of 8 MiB"),
                Figure.of("rclone_peak_rss_mb", used.peakMegabytes()),
                Figure.atMost("cpu_ratio_to_rclone", kept / cpu, 0.42));
    }
}
