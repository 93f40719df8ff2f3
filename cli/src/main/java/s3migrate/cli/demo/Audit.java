package s3migrate.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Compares both buckets with nothing but the SDK: every key, byte, header, piece of metadata and
/// tag.
final class Audit {

    private static final int AT_ONCE = 8;

    private final DemoClients clients;
    private final InstantSource clock;

    Audit(DemoClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /// What the comparison found.
    ///
    /// @param equal objects that are equal in everything
    /// @param different objects that are not, or on one side only
    /// @param differences one text for each thing that differs
    record Result(int equal, int different, List<String> differences, Duration time) {}

    /// Looks at everything. A `denied` object must not be at the destination: where could it have
    /// come from?
    Result run(Optional<String> denied) throws InterruptedException {
        var start = clock.instant();
        var source = keys(clients.source(), SandboxAws.SOURCE_BUCKET, "");
        var destination =
                keys(
                        clients.destination(),
                        SandboxAws.DESTINATION_BUCKET,
                        SandboxAws.DESTINATION_PREFIX);
        var differences = Collections.synchronizedMap(new TreeMap<String, List<String>>());
        var onBoth = new ArrayList<String>();
        var all = new TreeSet<>(source.keySet());
        all.addAll(destination.keySet());
        for (String key : all) {
            boolean wanted = source.containsKey(key) && !denied.equals(Optional.of(key));
            if (wanted && destination.containsKey(key)) {
                onBoth.add(key);
            } else if (wanted) {
                differences.put(key, List.of("missing at the destination"));
            } else if (destination.containsKey(key)) {
                differences.put(
                        key, List.of("at the destination, and nobody could have copied it"));
            }
        }
        compare(onBoth, differences);
        int equal = onBoth.size();
        for (String key : onBoth) {
            equal -= differences.containsKey(key) ? 1 : 0;
        }
        var texts = new ArrayList<String>();
        differences.forEach((key, found) -> found.forEach(text -> texts.add(key + ": " + text)));
        var time = Duration.between(start, clock.instant());
        return new Result(equal, differences.size(), List.copyOf(texts), time);
    }

    private static Map<String, S3Object> keys(S3Client s3, String bucket, String prefix) {
        var found = new LinkedHashMap<String, S3Object>();
        s3.listObjectsV2Paginator(
                        r -> r.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .contents()
                .forEach(object -> found.put(object.key().substring(prefix.length()), object));
        return found;
    }

    private void compare(List<String> keys, Map<String, List<String>> differences)
            throws InterruptedException {
        var permits = new Semaphore(AT_ONCE);
        var pair = new ObjectPair(clients);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String key : keys) {
                permits.acquire();
                threads.execute(() -> {
                    try {
                        var found = pair.differences(key);
                        if (!found.isEmpty()) {
                            differences.put(key, found);
                        }
                    } catch (IOException | RuntimeException broke) {
                        differences.put(key, List.of("could not be compared: " + broke));
                    } finally {
                        permits.release();
                    }
                });
            }
        }
    }
}
