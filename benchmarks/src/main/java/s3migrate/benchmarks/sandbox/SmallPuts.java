package s3migrate.benchmarks.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.Usage;
import software.amazon.awssdk.core.sync.RequestBody;

/// Puts objects of 1 KiB, 32 at once, after a quarter as many to warm up.
record SmallPuts(int count) implements SandboxBenchmark.Measurement {
    private static final int BYTES = 1024;

    @Override
    public List<Figure> measure(ServerAndClient s3) throws Exception {
        s3.server().createBucket("small");
        put(s3, "warm-up/", count / 4);
        Usage usage = Usage.of(() -> put(s3, "small/", count));
        return List.of(
                Figure.of("puts_per_second", count / usage.seconds()),
                Figure.of("put_cpu_microseconds", usage.cpuSeconds() * 1e6 / count),
                Figure.atLeast(
                        "puts_per_second_of_two_free_cores", 2 * count / usage.cpuSeconds(), 2000));
    }

    private static void put(ServerAndClient s3, String prefix, int count) throws Exception {
        byte[] body = new byte[BYTES];
        List<Callable<String>> puts =
                IntStream.range(0, count)
                        .<Callable<String>>mapToObj(number ->
                                () ->
                                        s3.client()
                                                .putObject(
                                                        r -> r.bucket("small").key(prefix + number),
                                                        RequestBody.fromBytes(body))
                                                .eTag())
                        .toList();
        ServerAndClient.inParallel(ServerAndClient.CONNECTIONS, puts);
    }
}
