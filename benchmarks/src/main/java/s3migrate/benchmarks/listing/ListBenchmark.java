package s3migrate.benchmarks.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.RcloneProgram;
import s3migrate.benchmarks.listing.KeySet.Shape;

/// How fast two listings are compared, with what memory, and with how many requests.
public final class ListBenchmark implements Benchmark {
    /// rclone holds them all: 7 GB at a million.
    private static final long RCLONE_KEYS = 100_000;

    private static final int PAGE = 1_000;
    private static final List<Long> COUNTS =
            List.of(100_000L, 1_000_000L, 10_000_000L, 100_000_000L);
    private static final List<Long> BRIEF_COUNTS = List.of(100_000L, 1_000_000L);
    private static final int LISTERS = 8;
    private static final int MANY_LISTERS = 32;
    private static final int LATENCY_MILLIS = 100;

    /// So small that 32 listers do not wait for the processor, but for the store.
    private static final int SMALL_PAGE = 100;

    private static final List<String> C2 = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final List<String> C1 =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String about() {
        return """
        Two equal listings of keys that a server of its own makes up are compared by the program's own pass, in one JVM with 8 listers, over http. A key counts once, though it is listed on both sides. `_c1` is without the optimising compiler, as Lambda runs a function. `wasted_lists_percent` counts requests beyond the pages both sides have. Figures that end in a shape and a count are of that many keys: hex numbers all over the range (uniform), nine of ten under the last of a few folders (skewed), numbers in one folder (flat), year, month, day and host (deep). `rclone_check_` is `rclone check --size-only` on the same listings of flat keys, `rclone_size_` its listing of one of the two sides. `scaling_32_listers` is the speed of 32 listers against 32 times that of one, at 100 ms an answer and 100 keys a page, so that the processor is not what they wait for. CPU time is that of the comparing process alone.
        """;
    }

    /// Each shape of keys alone, at all its counts.
    @Override
    public Map<String, Benchmark> cases() {
        var cases = new TreeMap<String, Benchmark>();
        for (Shape shape : Shape.values()) {
            cases.put(
                    name(shape),
                    brief -> {
                        try (ServerProcess server = ServerProcess.start(0, PAGE)) {
                            return ofShape(server, shape, brief);
                        }
                    });
        }
        return cases;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        List<Figure> figures = new ArrayList<>();
        long many = brief ? 2_000_000 : 10_000_000;
        try (ServerProcess server = ServerProcess.start(0, PAGE)) {
            KeySet uniform = new KeySet(Shape.UNIFORM, many);
            var c2 = server.compare(uniform, LISTERS, many / 4, C2);
            figures.add(Figure.atLeast("keys_per_s_per_core", c2.keysPerCpuSecond(), 200_000));
            figures.add(Figure.of("keys_per_s", c2.keysPerSecond()));
            figures.add(Figure.atMost("peak_heap_mb", c2.heapMib(), 128));
            figures.add(Figure.atMost("wasted_lists_percent", c2.wastedPercent(PAGE), 10));
            var c1 = server.compare(uniform, LISTERS, many / 4, C1);
            figures.add(Figure.atLeast("keys_per_s_per_core_c1", c1.keysPerCpuSecond(), 100_000));
            figures.add(Figure.atMost("peak_heap_mb_c1", c1.heapMib(), 128));
            for (Shape shape : Shape.values()) {
                figures.addAll(ofShape(server, shape, brief));
            }
            figures.addAll(RcloneProgram.measure(rclone -> byRclone(server, rclone, RCLONE_KEYS)));
        }
        figures.addAll(scaling(brief));
        return figures;
    }

    /// Numbered keys in one folder, which is one listing for rclone too.
    private static List<Figure> byRclone(ServerProcess server, RcloneProgram rclone, long count)
            throws IOException, InterruptedException {
        var keys = new KeySet(Shape.FLAT, count);
        double ours = server.compare(keys, LISTERS, count / 4, C2).keysPerCpuSecond();
        var remotes =
                RcloneProgram.remote(
                        "LISTED",
                        "http://127.0.0.1:" + server.port(),
                        "us-east-1",
                        "AKIABENCHMARK",
                        "secret");
        var a = "listed:" + keys.bucket("a");
        var b = "listed:" + keys.bucket("b");
        var size = rclone.run(List.of("size", "--fast-list", a), remotes);
        var check = rclone.run(List.of("check", "--size-only", "--fast-list", a, b), remotes);
        double theirs = count / check.cpuSeconds();
        return List.of(
                Figure.of("keys_per_s_per_core_flat", ours),
                Figure.of("rclone_check_keys_per_s_per_core", theirs)
                        .noted(rclone.version() + ", --size-only --fast-list"),
                Figure.of("rclone_check_peak_rss_mb", check.peakMegabytes()),
                Figure.of("rclone_size_keys_per_s_per_core", count / size.cpuSeconds())
                        .noted("one side only"),
                Figure.of("keys_ratio_to_rclone_check", ours / theirs));
    }

    private static List<Figure> ofShape(ServerProcess server, Shape shape, boolean brief)
            throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (long count : brief ? BRIEF_COUNTS : COUNTS) {
            var keys = new KeySet(shape, count);
            var result = server.compare(keys, LISTERS, PAGE, C2);
            String name = "%s_%d".formatted(name(shape), count);
            figures.add(Figure.of("keys_per_s_" + name, result.keysPerSecond()));
            figures.add(
                    Figure.atMost(
                            "wasted_lists_percent_" + name,
                            result.wastedPercent(PAGE),
                            most(keys)));
            figures.add(Figure.atMost("peak_heap_mb_" + name, result.heapMib(), 128));
        }
        return figures;
    }

    private static String name(Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT);
    }

    /// Of few pages, those that are read ahead at the ends of eight listers' ranges are many.
    private static double most(KeySet keys) {
        return keys.count() < 1_000_000 ? 50 : 10;
    }

    private static List<Figure> scaling(boolean brief) throws Exception {
        try (ServerProcess server = ServerProcess.start(LATENCY_MILLIS, SMALL_PAGE)) {
            var one = server.compare(new KeySet(Shape.UNIFORM, 10_000), 1, SMALL_PAGE, C2);
            long many = brief ? 640_000 : 2_000_000;
            var all = server.compare(new KeySet(Shape.UNIFORM, many), MANY_LISTERS, SMALL_PAGE, C2);
            double scaling = all.keysPerSecond() / one.keysPerSecond() / MANY_LISTERS;
            return List.of(
                    Figure.of("keys_per_s_1_lister", one.keysPerSecond()),
                    Figure.of("keys_per_s_32_listers", all.keysPerSecond()),
                    Figure.atLeast("scaling_32_listers", scaling, 0.8));
        }
    }
}
