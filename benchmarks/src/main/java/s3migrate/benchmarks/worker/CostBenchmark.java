package s3migrate.benchmarks.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;
import s3migrate.job.Batch;
import s3migrate.price.Priced;
import s3migrate.price.Prices;

/// What AWS asks for copying.
public final class CostBenchmark implements Benchmark {
    private static final double MILLION = 1e6;
    private static final double GIB_OF_A_TIB = 1_024;
    private static final int EVENTS = 200;

    /// One vCPU. Where the network limits the speed, more memory only costs more.
    private static final int MORE_MEMORY_MB = 1_769;

    /// One batch of objects of 1 GiB.
    private static final int LARGE_WITHIN = (int) (Batch.MAX_BYTES >> 30);

    private final Prices prices = Prices.read();

    @Override
    public String about() {
        return """
        What AWS asks for copies by the deployed worker, at the %s, arm64. Requests to S3, to the ledger (by the sizes of its items) and to SQS are counted by the servers while the worker copies jobs as the jobsender sends them: 4 KiB objects in batches of 1,000, and objects of 1 GiB, 16 a message where S3 copies by itself, else one; no tags, SSE-S3, each look into the ledger and the files of evidence included. **GB-seconds are a model, not measured**: max(bytes through the worker / 75 MB/s, CPU-seconds / share of a vCPU) × memory, with the CPU time of this machine and the default memory of 640 MB, with which it also runs; how long S3 takes to copy by itself is left out. Of a comparison before it nothing is in these figures: a page of 1,000 keys is one LIST on each side, and each object to be copied one read of the ledger. Events are about objects of 4 KiB, each in a message and an invocation of its own. The other figures say what was counted.
        """
                .formatted(prices.text());
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        int small = (brief ? 3 : 20) * Batch.MAX_JOBS;
        int large = brief ? 1 : 4;
        try (var measured = Measured.start()) {
            var figures = new ArrayList<Figure>();
            figures.addAll(serverSide(measured, small));
            figures.addAll(streaming(measured, small, large));
            return figures;
        }
    }

    /// By S3 itself, where both sides are the worker's own.
    private List<Figure> serverSide(Measured measured, int small) throws InterruptedException {
        var orders = new Orders(measured, measured.route().source());
        try (var worker = worker(measured, "BOTH")) {
            orders.small("own-warm-up/", Batch.MAX_JOBS).cost(worker);
            var million = per(MILLION / small, orders.small("own-small/", small).cost(worker));
            var copied = orders.largeTogether("own-large/", LARGE_WITHIN).cost(worker);
            var tib = per(GIB_OF_A_TIB / LARGE_WITHIN, copied);
            return Stream.of(
                            price("usd_per_million_small_server_side", million, 5.25),
                            counts("million_small_server_side", million),
                            price("usd_per_tib_server_side", tib, 0.012),
                            counts("tib_server_side", tib))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /// Through the worker.
    private List<Figure> streaming(Measured measured, int small, int large)
            throws IOException, InterruptedException {
        var orders = new Orders(measured, measured.route().destination());
        try (var worker = worker(measured, "PUT")) {
            orders.small("warm-up/", Batch.MAX_JOBS).cost(worker);
            var million = per(MILLION / small, orders.small("small/", small).cost(worker));
            var events = per(MILLION / EVENTS, orders.events("event/", EVENTS).cost(worker));
            var copied = orders.large("large/", large).cost(worker);
            var tib = per(GIB_OF_A_TIB / large, copied);
            var dearer = "usd_per_tib_streaming_%dmb".formatted(MORE_MEMORY_MB);
            var withMore = copied.bill(MORE_MEMORY_MB).times(GIB_OF_A_TIB / large);
            return Stream.of(
                            price("usd_per_million_small_streaming", million, 5.70),
                            counts("million_small_streaming", million),
                            List.of(figure("usd_per_million_events_streaming", events)),
                            counts("million_events_streaming", events),
                            price("usd_per_tib_streaming", tib, 0.25),
                            List.of(figure(dearer, withMore)),
                            counts("tib_streaming", tib),
                            List.of(
                                    Figure.atMost(
                                            "peak_rss_mb_streaming",
                                            worker.peakMegabytes(),
                                            DeployedWorker.MEMORY_MB * 0.75)))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private static DeployedWorker worker(Measured measured, String jobType)
            throws InterruptedException {
        return measured.worker(WorkerJvm.of(WorkerJvm.Compiler.C1), Map.of("JobType", jobType));
    }

    private static Bill per(double times, Orders.Cost cost) {
        return cost.bill(DeployedWorker.MEMORY_MB).times(times);
    }

    private List<Figure> price(String name, Bill bill, double most) {
        return List.of(Figure.atMost(name, bill.usd(prices), most).noted(parts(bill)));
    }

    private Figure figure(String name, Bill bill) {
        return Figure.of(name, bill.usd(prices)).noted(parts(bill));
    }

    private String parts(Bill bill) {
        return "S3 %.4f, ledger %.4f, SQS %.4f, Lambda %.4f"
                .formatted(
                        bill.usd(prices, Priced.S3_WRITE, Priced.S3_READ),
                        bill.usd(prices, Priced.LEDGER_READ, Priced.LEDGER_WRITE),
                        bill.usd(prices, Priced.SQS_REQUEST),
                        bill.usd(prices, Priced.LAMBDA_REQUEST, Priced.LAMBDA_GIB_SECOND_ARM64));
    }

    private static List<Figure> counts(String per, Bill bill) {
        return List.of(
                Figure.of("s3_writes_per_" + per, bill.of(Priced.S3_WRITE)),
                Figure.of("s3_reads_per_" + per, bill.of(Priced.S3_READ)),
                Figure.of("ledger_reads_per_" + per, bill.of(Priced.LEDGER_READ)),
                Figure.of("ledger_writes_per_" + per, bill.of(Priced.LEDGER_WRITE)),
                Figure.of("sqs_requests_per_" + per, bill.of(Priced.SQS_REQUEST)),
                Figure.of("model_gib_s_per_" + per, bill.of(Priced.LAMBDA_GIB_SECOND_ARM64)));
    }
}
