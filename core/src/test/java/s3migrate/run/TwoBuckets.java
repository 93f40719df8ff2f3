package s3migrate.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RoutesReader;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

/// A route from `src` to `dst/d/`, its two sides and its ledger.
final class TwoBuckets {

    final ManualTime time = new ManualTime();
    final MemoryObjectStore buckets =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS)
                    .withBucket("src")
                    .withBucket("dst");
    final FaultyObjectStore source = new FaultyObjectStore(buckets);
    final FaultyObjectStore destination = new FaultyObjectStore(buckets);
    final MemoryLedger ledger = new MemoryLedger();
    Route route = route("");

    /// With these options, as a person writes them.
    static Route route(String options) {
        return new RoutesReader(
                        file -> {
                            throw new AssertionError(file);
                        })
                .read(
                        """
                        [{%s "name": "r", "src_bucket": "src", "des_bucket": "dst", "des_prefix": "d"}]\
                        """
                                .formatted(options),
                        Optional.empty())
                .all()
                .getFirst();
    }

    RoutePass pass(IgnoreList ignored, PassListener listener) {
        return new RoutePass(
                route, source, destination, ledger, ledger, ignored, time, listener, 1);
    }

    /// With several listers.
    RoutePass pass(int listers) {
        return new RoutePass(
                route,
                source,
                destination,
                ledger,
                ledger,
                IgnoreList.EMPTY,
                time,
                PassListener.NONE,
                listers);
    }

    RoutePass pass() {
        return pass(IgnoreList.EMPTY, PassListener.NONE);
    }

    static ObjectLocation sourceOf(String key) {
        return new ObjectLocation("src", key);
    }

    static ObjectLocation destinationOf(String key) {
        return new ObjectLocation("dst", "d/" + key);
    }

    StoredObject writeSource(String key, String content) {
        return buckets.write(sourceOf(key), content.getBytes(UTF_8));
    }

    StoredObject writeDestination(String key, String content) {
        return buckets.write(destinationOf(key), content.getBytes(UTF_8));
    }

    void writeBoth(String key, String content) {
        writeSource(key, content);
        writeDestination(key, content);
    }

    void archive(String key, String storageClass) {
        plant(key, storageClass, false);
    }

    /// An archived object that somebody had restored.
    void restore(String key, String storageClass) {
        plant(key, storageClass, true);
    }

    private void plant(String key, String storageClass, boolean restored) {
        var object =
                new StoredObject(
                        sourceOf(key),
                        new ETag("0".repeat(32)),
                        Optional.empty(),
                        7,
                        time.instant(),
                        storageClass,
                        ObjectMetadata.NONE,
                        Optional.empty(),
                        false,
                        0,
                        restored);
        buckets.plant(object, new byte[7], Map.of());
    }
}
