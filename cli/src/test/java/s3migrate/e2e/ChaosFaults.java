package s3migrate.e2e;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.proxy.Break;
import s3migrate.sandbox.proxy.Direction;
import s3migrate.sandbox.proxy.Line;
import s3migrate.sandbox.proxy.LinePlan;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.fault.Call;
import s3migrate.sandbox.s3.fault.Fault;

/// What goes wrong with each request, before the retries of its client: of those to S3 5 % are
/// answered 503, 2 % have their connection broken, in the middle of a body where there is one, and
/// 1 % lose their replies; a tenth of all connections is reset; a twentieth of the calls of the
/// table is throttled.
final class ChaosFaults {

    private static final int LONGEST_BODY = 1 << 16;
    private static final int LONGEST_CONNECTION = 8 << 20;

    private final List<S3Server> servers;
    private final List<TcpProxy> lines;
    private final DynamoDbServer tables;
    private final long seed;
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, LongAdder> struck = new ConcurrentHashMap<>();

    ChaosFaults(List<S3Server> servers, List<TcpProxy> lines, DynamoDbServer tables, long seed) {
        this.servers = servers;
        this.lines = lines;
        this.tables = tables;
        this.seed = seed;
    }

    void begin() {
        servers.forEach(server -> server.faults().plan(this::ofCall));
        lines.forEach(line -> line.plan(this::ofConnection));
        tables.faults((_, _) ->
                next().nextInt(20) == 0
                        ? counted("throttled by the table", DynamoDbServer.throttled())
                        : new s3migrate.sandbox.json.Fault.None());
    }

    void end() {
        servers.forEach(server -> server.faults().clear());
        lines.forEach(line -> line.plan(LinePlan.always(Line.CLEAR)));
        tables.faults(s3migrate.sandbox.json.Faults.NONE);
    }

    /// Calls so far, of S3 and the table, and what befell them.
    long calls() {
        return calls.get();
    }

    Map<String, Long> struck() {
        var sums = new TreeMap<String, Long>();
        struck.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    private SplittableRandom next() {
        return new SplittableRandom(seed * 31 + calls.incrementAndGet());
    }

    private <T> T counted(String kind, T fault) {
        struck.computeIfAbsent(kind, _ -> new LongAdder()).increment();
        return fault;
    }

    private Optional<Fault> ofCall(Call call) {
        var chance = next();
        int percent = chance.nextInt(100);
        int bytes = chance.nextInt(LONGEST_BODY);
        if (percent < 5) {
            return Optional.of(counted("503", Fault.Refuse.slowDown()));
        }
        if (percent < 7) {
            return Optional.of(counted("reset", broken(call, bytes)));
        }
        return percent < 8
                ? Optional.of(counted("lost reply", new Fault.LoseReply()))
                : Optional.empty();
    }

    private static Fault broken(Call call, int bytes) {
        return switch (call.operation()) {
            case "PutObject", "UploadPart" -> new Fault.DropAfterRequestBytes(bytes);
            default -> new Fault.CutResponseAfter(bytes);
        };
    }

    private Line ofConnection(long number) {
        var chance = new SplittableRandom(seed * 37 + number);
        if (chance.nextInt(10) > 0) {
            return Line.CLEAR;
        }
        var direction = chance.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
        return Line.CLEAR.broken(
                counted(
                        "connection reset",
                        new Break.Reset(direction, chance.nextInt(LONGEST_CONNECTION))));
    }
}
