package s3migrate.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.benchmarks.Benchmark;
import s3migrate.benchmarks.Figure;
import s3migrate.benchmarks.RcloneProgram;

/// What `s3migrate sync` takes beside other programs.
public final class PeersBenchmark implements Benchmark {
    private static final long SMALL_BYTES = 4096;
    private static final long MIB = 1L << 20;

    @Override
    public String about() {
        return """
        `s3migrate sync` and other programs, one after the other: the same server over https on loopback, the same objects, each program into a bucket of its own. The figures are ratios, ours divided by the other's, of the time, the CPU time and the most memory of the whole process, its start included: below 1 ours needs less. `_through`: the bytes pass through the program; `_server`: S3 copies them. `small` are objects of 4 KiB, `large` is one object; `nothing` is a comparison of equal buckets that finds nothing to do. `earlier` is the method of the earlier system, with boto3: both sides listed whole, parts of 5 MiB held in memory, 50 at once, an MD5 of each. rclone: 16 transfers, 16 chunks of 8 MiB, `--checksum`; aws-cli and s3cmd as they come, with which S3 copies. `rclone check --download` has read every copy of `small` and `large`, ours too, before a figure counts.
        """;
    }

    @Override
    public List<Figure> measure(boolean brief) throws Exception {
        try (var buckets = Buckets.start()) {
            buckets.putSmall(Buckets.SOURCE, "small/", brief ? 1_000 : 10_000, SMALL_BYTES);
            buckets.putLarge("large/object", (brief ? 256 : 2_048) * MIB);
            int many = brief ? 5_000 : 50_000;
            buckets.putSmall(Buckets.SOURCE, "nothing/", many, SMALL_BYTES);
            var programs = new Programs(buckets);
            var peers = programs.found();
            var figures = new ArrayList<Figure>();
            for (boolean through : new boolean[] {true, false}) {
                var some = peers.stream().filter(peer -> peer.through() == through).toList();
                var runs = new Runs(buckets, check(programs));
                var way = through ? "_through" : "_server";
                figures.addAll(runs.ratios("small" + way, some, "small/", _ -> {}));
                figures.addAll(runs.ratios("large" + way, some, "large/", _ -> {}));
                figures.addAll(
                        new Runs(buckets, Optional.empty())
                                .ratios(
                                        "nothing" + way,
                                        some,
                                        "nothing/",
                                        bucket ->
                                                buckets.putSmall(
                                                        bucket, "nothing/", many, SMALL_BYTES)));
            }
            return figures;
        }
    }

    private static Optional<Peer> check(Programs programs) throws InterruptedException {
        return RcloneProgram.find().map(rclone -> programs.check(rclone.path()));
    }
}
