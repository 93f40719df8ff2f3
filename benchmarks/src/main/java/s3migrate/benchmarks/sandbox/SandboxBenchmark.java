package s3migrate.benchmarks.sandbox;

import java.util.ArrayList;
import java.util.List;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;

/// Small puts, a long listing, and one large object.
public final class SandboxBenchmark implements Benchmark {
    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (ServerAndClient s3 = ServerAndClient.start()) {
            figures.addAll(new SmallPuts(brief ? 5_000 : 40_000).measure(s3));
            figures.addAll(new Listing(100_000).measure(s3));
            figures.addAll(new LargeObject(brief ? 512L << 20 : 5_000_000_000L).measure(s3));
        }
        return figures;
    }
}
