package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;

/// Whether much is copied as fast at the end as at the beginning, and in no more memory.
///
/// @param names of the cases, each a program and what it copies
public record LoadBenchmark(List<String> names) implements Benchmark {
    private static final int PART_MIB = 64;

    /// Of the heap from a quarter of the way to the end; what a collection leaves varies a little.
    private static final double MOST_GROWTH = 1.25;

    private static final double MIB = 1 << 20;

    /// What figures of the deployed worker begin with, and those of the command.
    private static final String LAMBDA = "lambda_";

    private static final String SYNC = "sync_";

    /// With every case.
    public LoadBenchmark() {
        this(
                Load.all(true).stream()
                        .flatMap(load -> Stream.of(LAMBDA + load.name(), SYNC + load.name()))
                        .toList());
    }

    @Override
    public Map<String, Benchmark> cases() {
        var cases = new LinkedHashMap<String, Benchmark>();
        names.forEach(name -> cases.put(name, new LoadBenchmark(List.of(name))));
        return cases;
    }

    @Override
    public String about() {
        return """
        Much at one go, from one S3 server to another over TLS, with the destination's bytes dropped once they are checked: by the deployed worker in one process (`lambda_`), fed with the messages of a comparison, and by `s3migrate sync` (`sync_`). `small`: 1,000,000 objects of 4 KiB (short: 20,000); `large`: 100 objects of 2 GiB (short: 2); `mixed` and `one`: the two cases measured for the earlier system, 1,310 objects of 4 MB to 1.3 GB, 50 GB together (short: a tenth of the number and of the sizes), and one object of 80 GB (short: 4 GiB), which is copied in slices. CPU time is that of the copying process alone, for `sync` with its start. `_heap_mib_` is what the heap holds after a full collection, when a quarter of the bytes is there and near the end; `_queue_` the messages that wait or are at work, at most and after a quarter.
        """;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var load : Load.all(brief)) {
            if (names.contains(LAMBDA + load.name())) {
                figures.addAll(byWorker(load));
            }
            if (names.contains(SYNC + load.name())) {
                figures.addAll(bySync(load));
            }
        }
        return figures;
    }

    /// Between servers of its own, which keep every object in memory, as everybody.
    private static List<Figure> byWorker(Load load) throws IOException, InterruptedException {
        try (var measured = Measured.start();
                var worker = measured.worker(WorkerJvm.of(WorkerJvm.Compiler.C1), PART_MIB)) {
            return byWorker(measured, worker, load);
        }
    }

    private static List<Figure> bySync(Load load) throws IOException, InterruptedException {
        try (var measured = Measured.start()) {
            var sync = SyncCommand.of(measured.route(), measured.directory().path());
            return bySync(measured, sync, load);
        }
    }

    private static List<Figure> byWorker(Measured measured, DeployedWorker worker, Load load)
            throws InterruptedException {
        var prefix = "lambda/" + load.name() + "/";
        load.put(measured, prefix);
        var messages = load.messages(prefix);
        var queue = measured.route().large();
        double before = worker.cpuSeconds();
        try (var course =
                course(
                        measured,
                        worker.jvm(),
                        load,
                        () -> measured.route().sqs().queues().counts(queue.url()).total())) {
            worker.drain(queue, messages);
            double seconds = course.seconds();
            double cpuSeconds = worker.cpuSeconds() - before;
            var figures = figures(LAMBDA, load, course, seconds, cpuSeconds);
            var name = LAMBDA + load.name() + "_queue";
            figures.add(Figure.of(name + "_most", course.deepest()));
            figures.add(Figure.of(name + "_at_quarter", course.depthAtEarly()));
            checked(measured, load, prefix);
            return figures;
        }
    }

    private static List<Figure> bySync(Measured measured, SyncCommand sync, Load load)
            throws IOException, InterruptedException {
        var prefix = "sync/" + load.name() + "/";
        load.put(measured, prefix);
        var process = sync.start(prefix);
        try (var course = course(measured, new Jvm(process.toHandle()), load, () -> 0)) {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "sync ended with %d: %s"
                                .formatted(process.exitValue(), Files.readString(sync.output())));
            }
            var figures = figures(SYNC, load, course, course.seconds(), course.cpuSeconds());
            checked(measured, load, prefix);
            return figures;
        }
    }

    private static Course course(Measured measured, Jvm jvm, Load load, Course.Depth depth) {
        var log = measured.route().destination().log();
        log.reset();
        return Course.of(jvm, log::bytesReceived, load.total(), depth);
    }

    private static List<Figure> figures(
            String by, Load load, Course course, double seconds, double cpuSeconds) {
        var name = by + load.name();
        var cores =
                "%.2f cores, the servers %.2f"
                        .formatted(cpuSeconds / seconds, course.serversUsed() / seconds);
        var figures = new ArrayList<Figure>();
        if (load.isSmall()) {
            int count = load.bytes().size();
            figures.add(Figure.of(name + "_objects_per_s", count / seconds).noted(cores));
            figures.add(Figure.of(name + "_cpu_us_per_object", cpuSeconds * 1e6 / count));
        } else {
            figures.add(Figure.of(name + "_mib_per_s", load.total() / MIB / seconds).noted(cores));
            figures.add(Figure.of(name + "_cpu_s_per_gib", cpuSeconds * Load.GIB / load.total()));
        }
        add(figures, name + "_heap_mib_at_quarter", course.earlyHeap());
        add(figures, name + "_heap_mib_at_end", course.lateHeap());
        if (course.earlyHeap().isPresent() && course.lateHeap().isPresent()) {
            figures.add(
                    Figure.atMost(
                            name + "_heap_growth",
                            course.lateHeap().getAsDouble() / course.earlyHeap().getAsDouble(),
                            MOST_GROWTH));
        }
        return figures;
    }

    private static void add(List<Figure> figures, String name, OptionalDouble value) {
        value.ifPresent(found -> figures.add(Figure.of(name, found)));
    }

    private static void checked(Measured measured, Load load, String prefix) {
        var keys = load.keys(prefix);
        measured.check(keys);
        keys.forEach(measured::remove);
    }
}
