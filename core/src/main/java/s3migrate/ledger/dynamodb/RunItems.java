package s3migrate.ledger.dynamodb;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.CompleteUpTo;
import s3migrate.ledger.Lease;
import s3migrate.ledger.RangeRecord;
import s3migrate.ledger.RunRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes records of runs and ranges as items, and reads them. Reading throws
/// IllegalArgumentException where an attribute is missing or of another kind: somebody else wrote
/// the item.
final class RunItems {

    static final String RUN = "run";
    static final String FENCE = "fence";
    static final String RANGES = "ranges";
    static final String UP_TO = "up_to";

    private static final String RUN_PREFIX = "#run/";
    private static final String RANGE_PREFIX = "#range/";
    private static final String OF = "of";
    private static final String AFTER = "after";
    private static final String HANDED_OVER = "handed_over";
    private static final String COUNTS = "counts";
    private static final String DRY = "dry";
    private static final String DELETING = "deleting";
    private static final String DONE = "done";
    private static final String FOUND_BEFORE = "found_before";
    private static final String CONFIRMED = "confirmed";
    private static final String QUESTION = "question";
    private static final String FIRST_STARTED = "first_started";
    private static final String ENDED = "ended";
    private static final String COMPLETE_UP_TO = "complete_up_to";
    private static final String BEHIND = "behind";
    private static final String BEHIND_SINCE = "behind_since";

    private RunItems() {}

    static String keyText(String route) {
        return RUN_PREFIX + route;
    }

    static String keyText(String route, int range) {
        return RANGE_PREFIX + route + "/" + range;
    }

    static Map<String, AttributeValue> key(String text) {
        return Map.of(Attribute.KEY, Attribute.text(text));
    }

    static Map<String, AttributeValue> item(RunRecord record, String writeId) {
        var item = new HashMap<>(key(keyText(record.route())));
        item.put(RUN, Attribute.text(record.run()));
        record.of().ifPresent(text -> item.put(OF, Attribute.text(text)));
        item.put(FENCE, Attribute.number(record.fence()));
        item.put(RANGES, Attribute.number(record.ranges()));
        item.put(COUNTS, written(record.counts()));
        item.put(FOUND_BEFORE, Attribute.number(record.foundBefore()));
        putFlag(item, DRY, record.dry());
        putFlag(item, DELETING, record.deleting());
        putFlag(item, CONFIRMED, record.confirmed());
        record.question().ifPresent(text -> item.put(QUESTION, Attribute.text(text)));
        item.put(Attribute.STARTED, Attribute.time(record.started()));
        if (!record.firstStarted().equals(record.started())) {
            item.put(FIRST_STARTED, Attribute.time(record.firstStarted()));
        }
        record.ended().ifPresent(ended -> item.put(ENDED, Attribute.time(ended)));
        record.complete()
                .ifPresent(complete -> {
                    item.put(COMPLETE_UP_TO, Attribute.time(complete.time()));
                    item.put(BEHIND, Attribute.number(complete.behind()));
                    complete.since()
                            .ifPresent(since -> item.put(BEHIND_SINCE, Attribute.time(since)));
                });
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    static RunRecord run(Map<String, AttributeValue> item) {
        return new RunRecord(
                Attribute.text(item, Attribute.KEY).substring(RUN_PREFIX.length()),
                Attribute.text(item, RUN),
                optionalText(item, OF),
                Attribute.number(item, FENCE),
                Math.toIntExact(Attribute.number(item, RANGES)),
                item.containsKey(DRY),
                item.containsKey(DELETING),
                counts(item),
                Attribute.number(item, FOUND_BEFORE),
                item.containsKey(CONFIRMED),
                optionalText(item, QUESTION),
                Attribute.time(item, Attribute.STARTED),
                optionalTime(item, FIRST_STARTED)
                        .orElseGet(() -> Attribute.time(item, Attribute.STARTED)),
                optionalTime(item, ENDED),
                item.containsKey(COMPLETE_UP_TO)
                        ? Optional.of(
                                new CompleteUpTo(
                                        Attribute.time(item, COMPLETE_UP_TO),
                                        Attribute.number(item, BEHIND),
                                        optionalTime(item, BEHIND_SINCE)))
                        : Optional.empty());
    }

    static Map<String, AttributeValue> item(RangeRecord record, String writeId) {
        var item = new HashMap<>(key(keyText(record.route(), record.number())));
        item.put(RUN, Attribute.text(record.run()));
        item.put(FENCE, Attribute.number(record.fence()));
        record.lease()
                .ifPresent(lease -> {
                    item.put(Attribute.OWNER, Attribute.text(lease.owner()));
                    item.put(Attribute.LEASE_UNTIL, Attribute.time(lease.until()));
                });
        item.put(AFTER, Attribute.text(record.after()));
        record.upTo().ifPresent(key -> item.put(UP_TO, Attribute.text(key)));
        item.put(HANDED_OVER, Attribute.text(record.reached()));
        item.put(COUNTS, written(record.counts()));
        putFlag(item, DELETING, record.deleting());
        putFlag(item, DONE, record.done());
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    static RangeRecord range(Map<String, AttributeValue> item) {
        String key = Attribute.text(item, Attribute.KEY);
        int slash = key.lastIndexOf('/');
        return new RangeRecord(
                key.substring(RANGE_PREFIX.length(), slash),
                Integer.parseInt(key.substring(slash + 1)),
                Attribute.text(item, RUN),
                Attribute.number(item, FENCE),
                lease(item),
                Attribute.text(item, AFTER),
                optionalText(item, UP_TO),
                Attribute.text(item, HANDED_OVER),
                counts(item),
                item.containsKey(DELETING),
                item.containsKey(DONE));
    }

    private static void putFlag(Map<String, AttributeValue> item, String name, boolean flag) {
        if (flag) {
            item.put(name, AttributeValue.fromBool(true));
        }
    }

    private static AttributeValue written(Map<String, Long> counts) {
        return AttributeValue.fromM(
                counts.entrySet().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        count -> Attribute.number(count.getValue()))));
    }

    private static Map<String, Long> counts(Map<String, AttributeValue> item) {
        return Attribute.needed(item, COUNTS).m().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, count -> Long.parseLong(count.getValue().n())));
    }

    private static Optional<Lease> lease(Map<String, AttributeValue> item) {
        return item.containsKey(Attribute.OWNER)
                ? Optional.of(
                        new Lease(
                                Attribute.text(item, Attribute.OWNER),
                                Attribute.time(item, Attribute.LEASE_UNTIL)))
                : Optional.empty();
    }

    private static Optional<Instant> optionalTime(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Attribute.time(item, name)) : Optional.empty();
    }

    private static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Attribute.text(item, name)) : Optional.empty();
    }
}
