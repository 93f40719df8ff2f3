package s3migrate.benchmarks.sandbox;

import java.util.ArrayList;
import java.util.List;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;

/// Small puts, a long listing, and one large object.
///
/// Targets are held against CPU time, of server and client together: other work on the machine
/// disturbs it less than the time.
public final class SandboxBenchmark implements Benchmark {
    @Override
    public String about() {
        return "The sandbox's S3 over https, driven by the AWS SDK in the same JVM: both together are what is measured.";
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        List<Measurement> measurements =
                List.of(
                        new SmallPuts(brief ? 10_000 : 40_000),
                        new Listing(100_000),
                        new LargeObject(brief ? 512L << 20 : 5_000_000_000L));
        List<Figure> figures = new ArrayList<>();
        for (Measurement measurement : measurements) {
            try (ServerAndClient s3 = ServerAndClient.start()) {
                figures.addAll(measurement.measure(s3));
            }
        }
        return figures;
    }

    /// One thing to do with a server of its own.
    interface Measurement {
        List<Figure> measure(ServerAndClient s3) throws Exception;
    }
}
