package s3migrate.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.route.KeyMapping.Mapped;
import s3migrate.route.Route;
import s3migrate.store.StoreException;

/// What the earlier system left at the destination: copies under other keys than the route gives
/// them, and copies without their content type. Told from the sample.
record SeedCheck(Route route, End destination, Supplier<Sample> sample) implements Check {

    private static final String SUBJECT = "earlier system";

    /// What S3 says of an object whose writer named no type.
    private static final String NO_TYPE = "binary/octet-stream";

    private static final int LOOKS = 100;

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        return List.of(keys(sample.get()), types(sample.get()));
    }

    private Observation keys(Sample found) {
        var changed =
                found.rows().stream().map(ObjectSummary::key).filter(this::isChanged).toList();
        if (changed.isEmpty()) {
            return Observation.ok(
                    SUBJECT, "gave the keys that the route gives to %s".formatted(found.text()));
        }
        var looked = changed.stream().limit(LOOKS).toList();
        long there = looked.stream().filter(key -> copyOf(key).isPresent()).count();
        var what =
                "gave other keys to %,d of %s; %,d of %,d such copies looked for are there"
                        .formatted(changed.size(), found.text(), there, looked.size());
        return there == 0
                ? Observation.note(SUBJECT, what, "they are copied under their own keys")
                : Observation.warn(
                        SUBJECT,
                        what,
                        "they are copied again under their own keys, and the old copies stay beside them",
                        "delete the old copies once a comparison is over: those under the prefix are among what it finds at the destination only");
    }

    private Observation types(Sample found) {
        int copies = 0;
        int lost = 0;
        for (var object : found.looked()) {
            var copy = copyOf(object.location().key());
            copies += copy.isPresent() ? 1 : 0;
            lost += copy.filter(there -> hasLostType(object, there)).isPresent() ? 1 : 0;
        }
        if (copies == 0) {
            return Observation.ok(SUBJECT, "left no copy of the objects looked at");
        }
        var what = "%d of %d copies looked at have lost their content type".formatted(lost, copies);
        return lost == 0
                ? Observation.ok(SUBJECT, what)
                : Observation.warn(
                        SUBJECT,
                        what,
                        "equal bytes count as equal, so that a comparison by content leaves them as they are",
                        "compare by metadata once: it mends headers in place, without moving a byte");
    }

    private static boolean hasLostType(StoredObject object, StoredObject copy) {
        return object.metadata().contentType().filter(type -> !type.equals(NO_TYPE)).isPresent()
                && copy.metadata().contentType().filter(NO_TYPE::equals).isPresent();
    }

    private boolean isChanged(String key) {
        return switch (route.destinationOf(new ObjectLocation(route.source().bucket(), key))) {
            case Mapped.To(var ours) -> !ours.equals(seedKey(key));
            case Mapped.Impossible _ -> false;
        };
    }

    /// What lies where the earlier system put the copy of a source key.
    private Optional<StoredObject> copyOf(String key) {
        try {
            return destination.store().find(new ObjectLocation(destination.bucket(), seedKey(key)));
        } catch (StoreException.ObjectRefused refused) {
            return Optional.empty();
        }
    }

    private String seedKey(String key) {
        return SeedKeys.of(route.destination().prefix(), key);
    }
}
