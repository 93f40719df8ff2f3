package s3migrate.benchmarks.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;
import s3migrate.sandbox.proxy.Line;
import s3migrate.sandbox.proxy.LinePlan;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.store.UploadedPart;

/// What a far and lossy link leaves of a copy's speed, and what kills on it cost.
public final class LinksBenchmark implements Benchmark {
    private static final long MIB = 1 << 20;

    /// Of the link, all connections and both ways together: 100 Mbit/s.
    private static final long BYTES_PER_SECOND = 12_500_000;

    private static final Duration ROUND_TRIP = Duration.ofMillis(200);
    private static final double LOST_SHARE = 0.01;
    private static final Line LOSSY =
            Line.CLEAR.withRoundTrip(ROUND_TRIP).withLoss(LOST_SHARE, ROUND_TRIP);

    private static final int PART_MIB = 5;
    private static final int DEFAULT_PARTS_AT_ONCE = 20;
    private static final List<Integer> PARTS_AT_ONCE = List.of(8, DEFAULT_PARTS_AT_ONCE, 40);
    private static final int KILLED_PARTS_AT_ONCE = 8;

    /// More than the link and its sockets hold of one, or each would arrive whole after the kill.
    private static final int KILLED_PART_MIB = 16;

    private static final int MAX_PARTS = 10_000;
    private static final int KILLS = 3;
    private static final double MOST_PER_MILLE = 1;
    private static final double LEAST_SHARE = 0.8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// How long nothing must arrive until all that was on its way has.
    private static final Duration QUIET = Duration.ofSeconds(2);

    /// Longer than what is on its way at a kill takes to arrive; minutes in a deployment.
    private static final Map<String, String> QUICK =
            Map.of("VisibilitySeconds", "20", "LeaseSeconds", "20");

    @Override
    public String about() {
        return """
        One object of 2 GiB (short: 480 MiB) in parts of 5 MiB, copied by the deployed worker over TLS to a server behind a link of 100 Mbit/s. `clear` is that alone; `lossy` has a round trip of 200 ms besides and loses one of a hundred segments of 1,448 bytes, which holds up its connection for another round trip: no connection carries more than 0.72 MB/s. Distance and loss are emulated in a proxy, above TCP: what a real TCP stack makes of loss, by its congestion control, is worse or better. `_share` is bytes of the object over what the link could have carried in the time from the message to the finished copy. In `kills` the worker, with 8 parts of 16 MiB at once, is killed three times on the lossy link: `sent_again_per_mille` are bytes of request bodies that arrived beyond those of the object, without those of parts that were on their way at a kill, which `in_flight_mib` has.
        """;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        long bytes = (brief ? 480 : 2_048) * MIB;
        var figures = new ArrayList<Figure>();
        try (var measured = Measured.start();
                var proxy = TcpProxy.before(measured.route().destination().https(), 1)) {
            measured.route().writeDestination(proxy.endpoint());
            measured.route().destination().limitBandwidth(BYTES_PER_SECOND);
            figures.add(share(measured, proxy, "clear", Line.CLEAR, DEFAULT_PARTS_AT_ONCE, bytes));
            for (int parts : PARTS_AT_ONCE) {
                figures.add(share(measured, proxy, "lossy", LOSSY, parts, bytes));
            }
            figures.addAll(killed(measured, proxy, bytes));
        }
        return figures;
    }

    private static Figure share(
            Measured measured, TcpProxy proxy, String name, Line line, int parts, long bytes)
            throws InterruptedException {
        var figure = "%s_%d_parts_share".formatted(name, parts);
        proxy.plan(LinePlan.always(line));
        measured.putLarge(figure, bytes);
        try (var worker = worker(measured, parts, PART_MIB, Map.of())) {
            long begin = System.nanoTime();
            worker.settle(measured.route().large(), List.of(Measured.job(figure, bytes)));
            double seconds = (System.nanoTime() - begin) / 1e9;
            measured.check(List.of(figure));
            double share = bytes / (seconds * BYTES_PER_SECOND);
            return parts == PARTS_AT_ONCE.getLast()
                    ? Figure.atLeast(figure, share, LEAST_SHARE)
                    : Figure.of(figure, share);
        }
    }

    private static List<Figure> killed(Measured measured, TcpProxy proxy, long bytes)
            throws InterruptedException {
        var key = "killed";
        proxy.plan(LinePlan.always(LOSSY));
        measured.putLarge(key, bytes);
        var log = measured.route().destination().log();
        log.reset();
        long inFlight = 0;
        try (var worker = worker(measured, KILLED_PARTS_AT_ONCE, KILLED_PART_MIB, QUICK)) {
            var queue = measured.route().large();
            measured.route().sqs().queues().send(queue.url(), Measured.job(key, bytes));
            for (int kill = 1; kill <= KILLS; kill++) {
                while (uploaded(measured) < bytes * kill / (KILLS + 1) || !worker.kill()) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
                awaitQuiet(measured);
                inFlight = log.bytesReceived() - uploaded(measured);
            }
            worker.drain(queue, List.of());
        }
        measured.check(List.of(key));
        return List.of(
                Figure.atMost(
                        "kills_sent_again_per_mille",
                        1_000.0 * (log.bytesReceived() - inFlight - bytes) / bytes,
                        MOST_PER_MILLE),
                Figure.of("kills_in_flight_mib", inFlight / (double) MIB)
                        .noted(
                                "%d kills, each with up to %d parts of %d MiB at once"
                                        .formatted(KILLS, KILLED_PARTS_AT_ONCE, KILLED_PART_MIB)));
    }

    /// A connection of a killed worker still delivers what it had taken.
    private static void awaitQuiet(Measured measured) throws InterruptedException {
        var log = measured.route().destination().log();
        long before;
        do {
            before = log.bytesReceived();
            Thread.sleep(QUIET);
        } while (log.bytesReceived() > before);
    }

    /// Bytes of the parts that are there.
    private static long uploaded(Measured measured) {
        return measured.route().destination().openUploads(LoopbackRoute.DESTINATION_BUCKET).stream()
                .flatMap(upload -> upload.partsAfter(0, MAX_PARTS).stream())
                .mapToLong(UploadedPart::size)
                .sum();
    }

    private static DeployedWorker worker(
            Measured measured, int parts, int partMib, Map<String, String> more)
            throws InterruptedException {
        var settings = new HashMap<>(more);
        settings.put("MaxThread", Integer.toString(parts));
        settings.put("PartMiB", Integer.toString(partMib));
        return measured.worker(WorkerJvm.of(WorkerJvm.Compiler.C1), settings);
    }
}
