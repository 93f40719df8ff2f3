package s3migrate.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.route.Route;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Some of a route's objects, in place of all: the first pages of the source's listing, and looks
/// at a few of them.
///
/// @param rows objects of the route, in order
/// @param whole whether these are all there are
/// @param looked a few of them that can be read, as HEAD shows them
record Sample(List<ObjectSummary> rows, boolean whole, List<StoredObject> looked) {

    private static final int PAGES = 3;
    private static final int LOOKS = 10;

    Sample {
        rows = List.copyOf(rows);
        looked = List.copyOf(looked);
    }

    /// Reads it. An object that may not be read, or is gone by now, is left out of the looks.
    static Sample of(Route route, ObjectStore source, Instant now) {
        var rows = new ArrayList<ObjectSummary>();
        var range = route.source();
        var request = ListingRequest.first(range.bucket(), range.prefix(), "");
        var next = Optional.of(request);
        for (int page = 0; page < PAGES && next.isPresent(); page++) {
            var asked = next.get();
            var answer = source.list(asked);
            answer.objects().stream()
                    .filter(object -> route.leavesOut(object, now).isEmpty())
                    .forEach(rows::add);
            next = answer.next().map(asked::next);
        }
        var looked =
                spread(rows).stream()
                        .map(object -> new ObjectLocation(range.bucket(), object.key()))
                        .flatMap(at -> look(source, at).stream())
                        .toList();
        return new Sample(rows, next.isEmpty(), looked);
    }

    /// Readable ones at equal distances, with the largest.
    private static List<ObjectSummary> spread(List<ObjectSummary> rows) {
        var readable = rows.stream().filter(Predicate.not(ObjectSummary::isArchived)).toList();
        var chosen = new ArrayList<ObjectSummary>();
        readable.stream().max(Comparator.comparingLong(ObjectSummary::size)).ifPresent(chosen::add);
        int step = Math.max(1, Math.ceilDiv(readable.size(), LOOKS - 1));
        for (int i = 0; i < readable.size(); i += step) {
            if (!chosen.contains(readable.get(i))) {
                chosen.add(readable.get(i));
            }
        }
        return chosen;
    }

    private static Optional<StoredObject> look(ObjectStore source, ObjectLocation at) {
        try {
            return source.find(at);
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            return Optional.empty();
        }
    }

    long bytes() {
        return rows.stream().mapToLong(ObjectSummary::size).sum();
    }

    /// What its numbers are of.
    String text() {
        return whole
                ? "all %,d objects".formatted(rows.size())
                : "a sample, the first %,d objects of the listing".formatted(rows.size());
    }
}
