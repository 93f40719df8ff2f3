package s3migrate.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import s3migrate.object.ByteRange;
import s3migrate.object.PinnedObject;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.ListingRequest;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;

/// Which actions the source allows, on one of its objects, or on a key that is not there. Nothing
/// but reads: HEAD, one byte, tags, locks.
///
/// @param end whose store must name versions: else a version that is denied is not noticed
record SourcePermissions(Route route, End end, Supplier<Sample> sample) implements Check {

    @Override
    public String subject() {
        return end.name("permissions");
    }

    @Override
    public List<Observation> look() {
        var trials = new Trials(end);
        var object = readable();
        if (trials.of("s3:GetObject", () -> end.store().find(object.location()))) {
            object.versionId().ifPresent(_ -> version(trials, object));
            object(trials, object);
        }
        if (route.options().compare() == Compare.VERSION) {
            var one =
                    new ListingRequest(end.bucket(), end.range().prefix(), "", Optional.empty(), 1);
            trials.of("s3:ListBucketVersions", () -> end.store().listVersions(one));
        }
        return trials.seen();
    }

    /// What was looked at already; else the first of the listing, which tells why not; else none.
    private PinnedObject readable() {
        var seen = sample.get();
        return seen.looked().stream()
                .findFirst()
                .map(found -> found.pinned())
                .or(() ->
                        seen.rows().stream()
                                .filter(row -> !row.isArchived())
                                .findFirst()
                                .map(row ->
                                        new s3migrate.object.ObjectLocation(
                                                end.bucket(), row.key()))
                                .map(PinnedObject::unseen))
                .orElseGet(() -> PinnedObject.unseen(end.absent()));
    }

    private void version(Trials trials, PinnedObject object) {
        trials.of(Grade.WARN, "s3:GetObjectVersion", () -> firstByte(object));
    }

    private void object(Trials trials, PinnedObject object) {
        var anyVersion =
                new PinnedObject(object.location(), object.etag(), Optional.empty(), object.size());
        if (route.options().fidelity().keepsTags()) {
            trials.of("s3:GetObjectTagging", () -> ifThere(() -> end.store().tags(anyVersion)));
            if (object.versionId().isPresent()) {
                trials.of(
                        Grade.WARN,
                        "s3:GetObjectVersionTagging",
                        () -> ifThere(() -> end.store().tags(object)));
            }
        }
        if (route.options().fidelity().locking().keeps()) {
            trials.of("s3:GetObjectRetention", () -> ifThere(() -> end.store().lockOf(object)));
        }
    }

    private void firstByte(PinnedObject object) {
        if (object.size() == 0) {
            return;
        }
        try (var open = end.store().open(object, Optional.of(new ByteRange(0, 1)))) {
            open.body().read();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (SourceChangedException overtaken) {
            // Another version by now: whether this one was allowed cannot be told, nor is it
            // needed.
        }
    }

    /// An object that is not there is an answer as good as any.
    private static void ifThere(Supplier<?> question) {
        try {
            var _ = question.get();
        } catch (SourceChangedException absent) {
            // Allowed, and gone.
        } catch (StoreException.ObjectRefused refused) {
            if (Denial.is(refused)) {
                throw refused;
            }
        }
    }
}
