package s3migrate.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import s3migrate.listing.Difference;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;

/// Which of the keys the ledger has under a state are found equal by a comparison: proved equal, or
/// by their size where that suffices. Of each such key it keeps a hash in memory, 4 bytes, so that
/// equal objects cost no read of the ledger: what it finds has to be looked up. Serves many
/// threads.
final class EqualObjects {

    private final Route route;
    private final boolean bySize;
    private final int[] hashes;

    /// @param bySize whether the size suffices
    /// @param keys of destinations; closed when they are read
    EqualObjects(Route route, boolean bySize, Stream<ObjectLocation> keys) {
        this.route = route;
        this.bySize = bySize;
        try (keys) {
            this.hashes = keys.mapToInt(ObjectLocation::hashCode).sorted().toArray();
        }
    }

    /// Those among these whose destination may be one of the keys, by destination.
    List<Map.Entry<ObjectLocation, ObjectSummary>> among(List<Difference> differences) {
        if (hashes.length == 0) {
            return List.of();
        }
        return differences.stream()
                .flatMap(difference -> equal(difference).stream())
                .flatMap(source -> destinationOf(source).map(to -> Map.entry(to, source)).stream())
                .filter(one -> Arrays.binarySearch(hashes, one.getKey().hashCode()) >= 0)
                .toList();
    }

    private Optional<ObjectSummary> equal(Difference difference) {
        return switch (difference) {
            case Difference.Same(var source) -> Optional.of(source);
            case Difference.SameSize(var source) -> Optional.of(source).filter(_ -> bySize);
            case Difference.Missing _,
                    Difference.Changed _,
                    Difference.OtherMetadata _,
                    Difference.Extra _ ->
                    Optional.empty();
        };
    }

    private Optional<ObjectLocation> destinationOf(ObjectSummary source) {
        var at = new ObjectLocation(route.source().bucket(), source.key());
        return route.destinationOf(at) instanceof Mapped.To(var key)
                ? Optional.of(new ObjectLocation(route.destination().bucket(), key))
                : Optional.empty();
    }
}
