package s3migrate.cli.operate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Failures by their cause. Memory does not depend on how many there are. Thread-safe.
final class FailureGroups {

    private static final int EXAMPLES = 3;

    /// Those of one cause, with the reason of one of them and a few of their objects.
    record Group(
            FailureCause cause,
            long count,
            Instant first,
            Instant last,
            String reason,
            Set<String> routes,
            List<String> examples) {

        private Group with(Group one) {
            var allRoutes = new TreeSet<>(routes);
            allRoutes.addAll(one.routes());
            var some = new ArrayList<>(examples);
            one.examples().stream().limit(EXAMPLES - some.size()).forEach(some::add);
            return new Group(
                    cause,
                    count + one.count(),
                    first.isBefore(one.first()) ? first : one.first(),
                    last.isAfter(one.last()) ? last : one.last(),
                    reason,
                    allRoutes,
                    List.copyOf(some));
        }
    }

    private final Map<String, Group> byCause = new HashMap<>(); // guarded by this

    void add(FailedObject failed) {
        var entry = failed.entry();
        add(
                new Group(
                        failed.cause(),
                        1,
                        failed.failure().first(),
                        failed.failure().last(),
                        failed.failure().reason(),
                        Set.of(failed.route()),
                        List.of(
                                "%s → %s"
                                        .formatted(
                                                entry.source().location(), entry.destination()))));
    }

    void add(DeadLetter letter) {
        add(
                new Group(
                        letter.common(),
                        1,
                        letter.sent(),
                        letter.sent(),
                        letter.reason(),
                        letter.routes(),
                        List.of(
                                "message of the %s queue: %s"
                                        .formatted(letter.queue(), shortened(letter.body())))));
    }

    private synchronized void add(Group one) {
        byCause.merge(one.cause().name(), one, Group::with);
    }

    /// The largest first.
    synchronized List<Group> groups() {
        return byCause.values().stream()
                .sorted(
                        Comparator.comparingLong(Group::count)
                                .reversed()
                                .thenComparing(group -> group.cause().name()))
                .toList();
    }

    synchronized long count() {
        return byCause.values().stream().mapToLong(Group::count).sum();
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
