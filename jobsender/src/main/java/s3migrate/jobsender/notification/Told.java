package s3migrate.jobsender.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/// All that a bucket tells anybody, which S3 keeps, and replaces, as one.
///
/// Of a configuration only entries to our queue, whoever made them, are ever added or taken away;
/// the others are given back to S3 as they came.
record Told(NotificationConfiguration all) {

    /// Of the entry we make, in every bucket.
    static final String ID = "s3-migrate";

    /// What others have in the way; empty if there is nothing.
    Optional<String> obstacle(Wish wish) {
        return entries()
                .filter(entry -> !isOurs(entry, wish))
                .flatMap(entry -> obstacle(entry, wish).stream())
                .findFirst();
    }

    /// The same with our entry as it is wished, behind the others.
    Told with(Wish wish) {
        var queues = new ArrayList<>(without(wish).all.queueConfigurations());
        var ours =
                QueueConfiguration.builder()
                        .id(ID)
                        .queueArn(wish.queueArn())
                        .eventsWithStrings(wish.events());
        if (!wish.prefix().isEmpty()) {
            ours.filter(filter(wish.prefix()));
        }
        queues.add(ours.build());
        return withQueues(queues);
    }

    /// The same without the entries to our queue.
    Told without(Wish wish) {
        return withQueues(
                all.queueConfigurations().stream()
                        .filter(queue -> !isOurs(Entry.of(queue), wish))
                        .toList());
    }

    /// Whether S3 has to be told: entries of queues are all we ever change.
    boolean differsFrom(Told before) {
        return !all.queueConfigurations().equals(before.all.queueConfigurations());
    }

    private Told withQueues(List<QueueConfiguration> queues) {
        return new Told(all.toBuilder().queueConfigurations(queues).build());
    }

    private Stream<Entry> entries() {
        return Stream.of(
                        all.queueConfigurations().stream().map(Entry::of),
                        all.topicConfigurations().stream()
                                .map(t ->
                                        new Entry(
                                                t.id(),
                                                t.topicArn(),
                                                t.eventsAsStrings(),
                                                Keys.of(t.filter()))),
                        all.lambdaFunctionConfigurations().stream()
                                .map(f ->
                                        new Entry(
                                                f.id(),
                                                f.lambdaFunctionArn(),
                                                f.eventsAsStrings(),
                                                Keys.of(f.filter()))))
                .flatMap(entries -> entries);
    }

    private static boolean isOurs(Entry entry, Wish wish) {
        return entry.receiver().equals(wish.queueArn());
    }

    private static Optional<String> obstacle(Entry entry, Wish wish) {
        if (entry.id().equals(ID)) {
            return Optional.of(
                    "its notification \"%s\" goes to %s: take that away first, or leave set_notifications out"
                            .formatted(ID, entry.receiver()));
        }
        boolean sameEvents =
                entry.events().stream()
                        .anyMatch(theirs ->
                                wish.events().stream().anyMatch(ours -> overlap(ours, theirs)));
        return sameEvents && entry.keys().overlap(new Keys(wish.prefix(), ""))
                ? Optional.of(
                        "its notification \"%s\" sends the same events of the same keys to %s, and S3 lets a bucket tell one receiver only. Let that pass them on (event_senders in migration.json), or leave set_notifications out: comparisons find every object"
                                .formatted(entry.id(), entry.receiver()))
                : Optional.empty();
    }

    /// `s3:ObjectCreated:*` is all that begins with `s3:ObjectCreated:`.
    private static boolean overlap(String one, String other) {
        return one.equals(other) || isAmong(one, other) || isAmong(other, one);
    }

    private static boolean isAmong(String event, String all) {
        return all.endsWith("*") && event.startsWith(all.substring(0, all.length() - 1));
    }

    private static NotificationConfigurationFilter filter(String prefix) {
        var rule = FilterRule.builder().name(FilterRuleName.PREFIX).value(prefix).build();
        return NotificationConfigurationFilter.builder().key(key -> key.filterRules(rule)).build();
    }

    /// One notification: who is told of what.
    private record Entry(String id, String receiver, List<String> events, Keys keys) {

        static Entry of(QueueConfiguration queue) {
            return new Entry(
                    queue.id(), queue.queueArn(), queue.eventsAsStrings(), Keys.of(queue.filter()));
        }
    }

    /// The keys that begin and end with these.
    private record Keys(String prefix, String suffix) {

        static Keys of(@Nullable NotificationConfigurationFilter filter) {
            if (filter == null || filter.key() == null) {
                return new Keys("", "");
            }
            var rules = filter.key().filterRules();
            return new Keys(value(rules, "prefix"), value(rules, "suffix"));
        }

        private static String value(List<FilterRule> rules, String name) {
            return rules.stream()
                    .filter(rule -> rule.nameAsString().equalsIgnoreCase(name))
                    .map(FilterRule::value)
                    .findFirst()
                    .orElse("");
        }

        boolean overlap(Keys that) {
            return (prefix.startsWith(that.prefix) || that.prefix.startsWith(prefix))
                    && (suffix.endsWith(that.suffix) || that.suffix.endsWith(suffix));
        }
    }
}
