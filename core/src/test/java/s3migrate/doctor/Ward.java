package s3migrate.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.StoreProfile;
import s3migrate.run.plan.Path.Distance;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.store.BucketSetup;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.store.s3.SandboxS3;
import s3migrate.transfer.CopyWay;

/// Two buckets of a sandbox, `from/photos/` and `to/copies/`, that a doctor takes for AWS's.
final class Ward implements AutoCloseable {

    static final String FROM = "from";
    static final String TO = "to";

    final SandboxS3 sandbox;
    final S3Server server;

    InstantSource clock = InstantSource.system();
    CopyWay way = new CopyWay.Streaming("it is asked for");
    Optional<Account> account = Optional.empty();
    String region = "us-east-1";
    boolean storeKnown = true;
    boolean fromSeed = false;
    Map<String, String> options = Map.of();
    BucketPrefix source = new BucketPrefix(FROM, "photos/");
    BucketPrefix destination = new BucketPrefix(TO, "copies/");

    Ward(Path directory) throws IOException, InterruptedException {
        this(SandboxS3.start(directory));
    }

    Ward(SandboxS3 sandbox) {
        this.sandbox = sandbox;
        server = sandbox.server();
        server.createBucket(FROM);
        server.createBucket(TO);
    }

    void put(String key, int bytes) throws IOException {
        server.put(FROM, key, new byte[bytes]);
    }

    /// What the whole look sees.
    List<Observation> examine() {
        return examine(false);
    }

    /// What the short look sees.
    List<Observation> examineInShort() {
        return examine(true);
    }

    private List<Observation> examine(boolean inShort) {
        var chosen = new HashMap<>(options);
        chosen.putIfAbsent("strip_src_prefix", "true");
        var route = Route.of(source, destination, RouteOptions.of(chosen));
        var seen = new ArrayList<Observation>();
        var naming = S3Terms.of(StoreProfile.AWS).withVersionsNeeded(true);
        try (var reading = sandbox.store(S3Stores.Side.SOURCE, naming);
                var writing = sandbox.store(S3Stores.Side.DESTINATION);
                var setup = sandbox.setup()) {
            var from = end(route, Side.SOURCE, reading, setup);
            var to = end(route, Side.DESTINATION, writing, setup);
            var path =
                    new s3migrate.run.plan.Path(
                            way instanceof CopyWay.ServerSide,
                            Distance.ONE_REGION,
                            Optional.empty(),
                            64L << 20,
                            64L << 20,
                            route.options().compare(),
                            false);
            var doctor =
                    new Doctor(
                            route,
                            way,
                            StoreProfile.AWS,
                            path,
                            fromSeed,
                            from,
                            to,
                            opener(),
                            Prices.read(),
                            clock);
            if (inShort) {
                doctor.examineInShort(seen::add);
            } else {
                doctor.examine(seen::add);
            }
        }
        return seen;
    }

    private Optional<Function<StoreProfile, ObjectStore>> opener() {
        return storeKnown
                ? Optional.empty()
                : Optional.of(
                        profile -> sandbox.store(S3Stores.Side.DESTINATION, S3Terms.of(profile)));
    }

    private End end(Route route, Side side, ObjectStore store, BucketSetup setup) {
        return new End(
                side,
                side == Side.SOURCE ? route.source() : route.destinationRange(),
                Optional.of(region),
                Optional.empty(),
                "aws",
                Needs.of(route, side, "aws"),
                store,
                setup,
                account,
                () -> "access key AKIASANDBOX",
                "0123456789ab");
    }

    /// The actions of all statements of one side.
    static List<String> missing(List<Observation> seen, Side side) {
        return seen.stream()
                .flatMap(one -> one.missing().stream())
                .filter(permission -> permission.side() == side)
                .map(Permission::actions)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    static List<String> whats(List<Observation> seen, Grade grade) {
        return seen.stream()
                .filter(one -> one.grade() == grade)
                .map(one -> one.subject() + ": " + one.what())
                .toList();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
