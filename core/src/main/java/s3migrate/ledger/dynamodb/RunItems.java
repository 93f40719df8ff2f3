package s3migrate.ledger.dynamodb;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.Lease;
import s3migrate.ledger.RunRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes records of runs as items, and reads them. Reading throws IllegalArgumentException where
/// an attribute is missing or of another kind: somebody else wrote the item.
final class RunItems {

    static final String FENCE = "fence";

    private static final String KEY_PREFIX = "#run/";
    private static final String RUN = "run";
    private static final String AFTER = "after";
    private static final String COUNTS = "counts";
    private static final String DELETING = "deleting";
    private static final String ENDED = "ended";

    private RunItems() {}

    static String keyText(String route) {
        return KEY_PREFIX + route;
    }

    static Map<String, AttributeValue> key(String route) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(route)));
    }

    static Map<String, AttributeValue> item(RunRecord record, String writeId) {
        var item = new HashMap<>(key(record.route()));
        item.put(RUN, Attribute.text(record.run()));
        item.put(FENCE, Attribute.number(record.fence()));
        record.lease()
                .ifPresent(lease -> {
                    item.put(Attribute.OWNER, Attribute.text(lease.owner()));
                    item.put(Attribute.LEASE_UNTIL, Attribute.time(lease.until()));
                });
        item.put(AFTER, Attribute.text(record.after()));
        item.put(
                COUNTS,
                AttributeValue.fromM(
                        record.counts().entrySet().stream()
                                .collect(
                                        toMap(
                                                Map.Entry::getKey,
                                                count -> Attribute.number(count.getValue())))));
        if (record.deleting()) {
            item.put(DELETING, AttributeValue.fromBool(true));
        }
        item.put(Attribute.STARTED, Attribute.time(record.started()));
        record.ended().ifPresent(ended -> item.put(ENDED, Attribute.time(ended)));
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    static RunRecord record(Map<String, AttributeValue> item) {
        return new RunRecord(
                Attribute.text(item, Attribute.KEY).substring(KEY_PREFIX.length()),
                Attribute.text(item, RUN),
                Attribute.number(item, FENCE),
                item.containsKey(Attribute.OWNER)
                        ? Optional.of(
                                new Lease(
                                        Attribute.text(item, Attribute.OWNER),
                                        Attribute.time(item, Attribute.LEASE_UNTIL)))
                        : Optional.empty(),
                Attribute.text(item, AFTER),
                Attribute.needed(item, COUNTS).m().entrySet().stream()
                        .collect(
                                toMap(
                                        Map.Entry::getKey,
                                        count -> Long.parseLong(count.getValue().n()))),
                item.containsKey(DELETING),
                Attribute.time(item, Attribute.STARTED),
                item.containsKey(ENDED)
                        ? Optional.of(Attribute.time(item, ENDED))
                        : Optional.empty());
    }
}
