package s3migrate.run.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.price.Priced;
import s3migrate.price.Prices;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;
import s3migrate.run.plan.Forecast.Line;

/// Requests of copying, by kind and storage class, and the work of whoever sends them; counted from
/// above.
record Requests(
        Map<String, Long> putsByClass,
        Map<String, Long> getsByClass,
        long messages,
        long ledgerWrites,
        double gibSeconds) {

    private static final double GIB = 1L << 30;

    /// Of copies within S3 (`CopyWay.Sizes`).
    private static final long WITHIN_PART_BYTES = 512L << 20;

    /// Create, Complete, and two pages of ListParts.
    private static final long MULTIPART_PUTS = 4;

    /// Both sides before, the source after.
    private static final long LOOKS = 3;

    /// Send, receive, delete.
    private static final long MESSAGE_REQUESTS = 3;

    private static final long JOBS_A_MESSAGE = 500;
    private static final long MULTIPART_LEDGER_WRITES = 8;

    /// A worker of 640 MB moves 75 MB/s.
    private static final double GIB_SECONDS_PER_GIB = 0.625 * GIB / 75e6;

    /// 20 objects at once, 50 ms each, or 1.2 ms of 0.36 vCPU: the longer.
    private static final double GIB_SECONDS_PER_OBJECT = 0.625 * 0.0033;

    static Requests of(Totals totals, Path path) {
        var puts = new TreeMap<String, Long>();
        var gets = new TreeMap<String, Long>();
        long small = 0;
        long large = 0;
        double gibSeconds = 0;
        for (var entry : totals.shapes().entrySet()) {
            var shape = entry.getKey();
            long objects = entry.getValue().objects();
            boolean whole = isWhole(shape, path);
            long parts = whole ? objects : parts(entry.getValue(), path);
            puts.merge(
                    path.written(shape.storageClass()),
                    parts + (whole ? 0 : MULTIPART_PUTS * objects),
                    Long::sum);
            gets.merge(
                    shape.storageClass(),
                    (path.within() ? objects : parts) + (whole ? 0 : LOOKS * objects),
                    Long::sum);
            small += whole ? objects : 0;
            large += whole ? 0 : objects;
            gibSeconds += objects * GIB_SECONDS_PER_OBJECT;
            if (!path.within()) {
                gibSeconds += entry.getValue().bytes() / GIB * GIB_SECONDS_PER_GIB;
            }
        }
        long over =
                totals.of(Finding.CHANGED).objects() + totals.of(Finding.OTHER_METADATA).objects();
        gets.merge("STANDARD", LOOKS * over, Long::sum);
        return new Requests(
                puts,
                gets,
                MESSAGE_REQUESTS * (Math.ceilDiv(small, JOBS_A_MESSAGE) + large),
                MULTIPART_LEDGER_WRITES * large,
                gibSeconds);
    }

    private static boolean isWhole(Shape shape, Path path) {
        long most = path.within() ? Shape.Size.UP_TO_5G.most() : path.smallBytes();
        return shape.size().most() <= most;
    }

    private static long parts(Amount amount, Path path) {
        long partBytes = path.within() ? WITHIN_PART_BYTES : path.partBytes();
        return amount.bytes() / partBytes + amount.objects();
    }

    long puts() {
        return sum(putsByClass);
    }

    long gets() {
        return sum(getsByClass);
    }

    double putsUsd(Prices prices) {
        return putsByClass.entrySet().stream()
                .mapToDouble(one -> one.getValue() * prices.ofClass(one.getKey()).write())
                .sum();
    }

    double getsUsd(Prices prices) {
        return getsByClass.entrySet().stream()
                .mapToDouble(one -> one.getValue() * prices.ofClass(one.getKey()).read())
                .sum();
    }

    /// What a deployed system's queues, ledger and functions add.
    List<Line> deployed(Prices prices) {
        long seconds = (long) Math.ceil(gibSeconds);
        return List.of(
                new Line("queue requests", messages, messages * prices.of(Priced.SQS_REQUEST)),
                new Line(
                        "ledger writes",
                        ledgerWrites,
                        ledgerWrites * prices.of(Priced.LEDGER_WRITE)),
                new Line(
                        "worker GiB-seconds",
                        seconds,
                        seconds * prices.of(Priced.LAMBDA_GIB_SECOND_ARM64)));
    }

    private static long sum(Map<String, Long> byClass) {
        return byClass.values().stream().mapToLong(Long::longValue).sum();
    }
}
