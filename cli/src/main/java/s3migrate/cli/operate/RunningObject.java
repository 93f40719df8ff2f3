package s3migrate.cli.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Routes;
import s3migrate.route.SettingsException;
import s3migrate.store.MultipartUpload;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;

/// An object that is being copied in parts.
///
/// @param uploaded bytes that are there, as the destination's store says; empty if it does not
record RunningObject(
        ObjectLocation source,
        ObjectLocation destination,
        long size,
        OptionalLong uploaded,
        Instant started,
        boolean held) {

    /// Most that are looked up: each is a request or more to the destination.
    private static final int MOST = 20;

    /// The objects in the state COPYING, the first few of them.
    static List<RunningObject> of(DeployedSystem system, Routes routes) {
        var some = system.index().in(LedgerEntry.State.COPYING).limit(MOST).toList();
        return system.ledger().find(some).values().stream()
                .filter(entry -> entry.state() == LedgerEntry.State.COPYING)
                .map(entry -> of(entry, system, routes))
                .toList();
    }

    private static RunningObject of(LedgerEntry entry, DeployedSystem system, Routes routes) {
        var source = entry.source().location();
        var now = system.clock().instant();
        return new RunningObject(
                source,
                entry.destination(),
                entry.source().size(),
                uploaded(entry, system, routes),
                entry.started(),
                entry.lease().filter(lease -> lease.livesAt(now)).isPresent());
    }

    /// Whoever asks may not be allowed to ask the destination: then nothing is known.
    private static OptionalLong uploaded(LedgerEntry entry, DeployedSystem system, Routes routes) {
        if (entry.upload().isEmpty()) {
            return OptionalLong.empty();
        }
        var upload = entry.upload().get();
        var route = routes.ordered(entry.source().location(), entry.destination());
        try (ObjectStore store = new RouteStores(system, 1).destination(route)) {
            return store.parts(
                            new MultipartUpload(
                                    entry.destination(), upload.id(), upload.algorithm()))
                    .map(parts -> OptionalLong.of(bytes(parts)))
                    .orElseGet(OptionalLong::empty);
        } catch (StoreException | SettingsException unknown) {
            return OptionalLong.empty();
        }
    }

    private static long bytes(List<UploadedPart> parts) {
        return parts.stream().mapToLong(UploadedPart::size).sum();
    }

    Optional<Integer> percent() {
        return uploaded.isEmpty() || size == 0
                ? Optional.empty()
                : Optional.of((int) (100 * uploaded.getAsLong() / size));
    }

    /// The time left at the rate since its entry was begun; a route that was paused meanwhile makes
    /// it too long.
    Optional<Duration> left(Instant now) {
        if (uploaded.isEmpty() || uploaded.getAsLong() == 0) {
            return Optional.empty();
        }
        double perMilli =
                (double) uploaded.getAsLong()
                        / Math.max(1, Duration.between(started, now).toMillis());
        return Optional.of(Duration.ofMillis((long) ((size - uploaded.getAsLong()) / perMilli)));
    }
}
