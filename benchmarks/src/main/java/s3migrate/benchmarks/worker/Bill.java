package s3migrate.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.price.Priced;
import s3migrate.price.Prices;
import s3migrate.sandbox.s3.S3Server;

/// What AWS would bill for what a route was asked, by the number of each.
record Bill(Map<Priced, Double> units) {
    /// What Lambda's network carries, in bytes a second, in and out alike, whatever the memory up
    /// to about 2 GB.
    private static final double NETWORK = 75e6;

    /// Memory in MB that comes with one vCPU (Lambda developer guide).
    private static final double MB_OF_A_VCPU = 1_769;

    private static final double MB_OF_A_GIB = 1_024;

    /// Of a message, each billed as a request (SQS pricing).
    private static final int MESSAGE_BYTES = 64 << 10;

    Bill {
        units = Map.copyOf(units);
    }

    /// What the servers of a route have counted so far: requests to S3, the ledger and SQS. Reports
    /// are among them.
    static Bill counted(LoopbackRoute route) {
        var ledger = route.tables().units();
        return new Bill(
                Map.of(
                        Priced.S3_WRITE,
                        requests(route, Priced.S3_WRITE),
                        Priced.S3_READ,
                        requests(route, Priced.S3_READ),
                        Priced.LEDGER_READ,
                        ledger.read(),
                        Priced.LEDGER_WRITE,
                        (double) ledger.written(),
                        Priced.SQS_REQUEST,
                        (double) route.sqs().billedRequests()));
    }

    private static double requests(LoopbackRoute route, Priced kind) {
        return requests(route.source(), kind) + requests(route.destination(), kind);
    }

    private static double requests(S3Server server, Priced kind) {
        return server.log().counts().entrySet().stream()
                .filter(asked -> kind(asked.getKey()).equals(Optional.of(kind)))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Empty for what is free.
    private static Optional<Priced> kind(String operation) {
        if (operation.startsWith("Get") || operation.startsWith("Head")) {
            return Optional.of(Priced.S3_READ);
        }
        return operation.startsWith("Delete") || operation.startsWith("Abort")
                ? Optional.empty()
                : Optional.of(Priced.S3_WRITE);
    }

    /// Without what `earlier` counted.
    Bill since(Bill earlier) {
        var more = new EnumMap<>(units);
        earlier.units.forEach((kind, count) -> more.merge(kind, -count, Double::sum));
        return new Bill(more);
    }

    /// With the sending of these messages, and an invocation for each, which Lambda receives and
    /// deletes.
    Bill withMessages(List<String> messages) {
        double chunks =
                messages.stream()
                        .mapToInt(message ->
                                Math.ceilDiv(message.getBytes(UTF_8).length, MESSAGE_BYTES))
                        .sum();
        return with(Priced.SQS_REQUEST, 2 * chunks + messages.size())
                .with(Priced.LAMBDA_REQUEST, messages.size());
    }

    /// With GB-seconds by a model: the time is what the network needs for the bytes that pass
    /// through, or what the function's share of a vCPU needs for the work, whichever is longer.
    Bill withLambda(long bytes, double cpuSeconds, int memoryMb) {
        double seconds = Math.max(bytes / NETWORK, cpuSeconds * MB_OF_A_VCPU / memoryMb);
        return with(Priced.LAMBDA_GIB_SECOND_ARM64, seconds * memoryMb / MB_OF_A_GIB);
    }

    /// So many times as much.
    Bill times(double factor) {
        var more = new EnumMap<Priced, Double>(Priced.class);
        units.forEach((kind, count) -> more.put(kind, count * factor));
        return new Bill(more);
    }

    private Bill with(Priced kind, double count) {
        var more = new EnumMap<Priced, Double>(Priced.class);
        more.putAll(units);
        more.merge(kind, count, Double::sum);
        return new Bill(more);
    }

    double of(Priced kind) {
        return units.getOrDefault(kind, 0.0);
    }

    /// What these cost in USD.
    double usd(Prices prices, Priced... kinds) {
        return Stream.of(kinds).mapToDouble(kind -> of(kind) * prices.of(kind)).sum();
    }

    /// What all of it costs in USD.
    double usd(Prices prices) {
        return usd(prices, units.keySet().toArray(Priced[]::new));
    }
}
