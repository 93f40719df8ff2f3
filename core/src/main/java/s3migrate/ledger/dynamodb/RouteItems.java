package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.RouteRecord;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.ledger.RouteRecord.Pause;
import s3migrate.ledger.RouteRecord.Refusals;
import s3migrate.object.ObjectLocation;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes records of routes as items, and reads them. Reading throws IllegalArgumentException where
/// an attribute is missing or of another kind: somebody else wrote the item.
final class RouteItems {

    static final String VERSION = "version";
    static final String STOPPED = "stopped";

    private static final String STOPPED_BECAUSE = "stopped_because";
    private static final String SPENT = "spent_micro_usd";
    private static final String KEY_PREFIX = "#route/";
    private static final String CAUSE = "cause";
    private static final String PAUSED = "paused";
    private static final String PROBE = "probe";
    private static final String TOLD = "told";
    private static final String REFUSED = "refused";
    private static final String REFUSED_CAUSE = "refused_cause";
    private static final String PASSED = "passed";
    private static final String DESTINATION_BUCKET = "des_bucket";
    private static final String DESTINATION_KEY = "des_key";

    private RouteItems() {}

    static String keyText(String route) {
        return KEY_PREFIX + route;
    }

    static Map<String, AttributeValue> key(String route) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(route)));
    }

    static Map<String, AttributeValue> item(RouteRecord record, String writeId) {
        var item = new HashMap<>(key(record.route()));
        item.put(VERSION, Attribute.number(record.version()));
        record.stopped().ifPresent(since -> item.put(STOPPED, Attribute.time(since)));
        record.stoppedBecause()
                .ifPresent(because -> item.put(STOPPED_BECAUSE, Attribute.text(because)));
        if (record.spentMicroUsd() > 0) {
            item.put(SPENT, Attribute.number(record.spentMicroUsd()));
        }
        record.pause()
                .ifPresent(pause -> {
                    item.put(CAUSE, Attribute.text(pause.cause()));
                    item.put(
                            Attribute.REASON, Attribute.text(EntryItems.shortened(pause.reason())));
                    item.put(PAUSED, Attribute.time(pause.since()));
                    item.put(PROBE, Attribute.time(pause.probe()));
                    if (pause.told()) {
                        item.put(TOLD, AttributeValue.fromBool(true));
                    }
                });
        if (record.refused().count() > 0) {
            item.put(REFUSED, Attribute.number(record.refused().count()));
            item.put(REFUSED_CAUSE, Attribute.text(record.refused().cause()));
        }
        record.passed()
                .ifPresent(passed -> {
                    item.put(PASSED, Attribute.time(passed.at()));
                    item.put(Attribute.SOURCE_BUCKET, Attribute.text(passed.source().bucket()));
                    item.put(Attribute.SOURCE_KEY, Attribute.text(passed.source().key()));
                    item.put(DESTINATION_BUCKET, Attribute.text(passed.destination().bucket()));
                    item.put(DESTINATION_KEY, Attribute.text(passed.destination().key()));
                });
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    /// A person who stops a route nobody knows yet makes an item without a version.
    static RouteRecord record(Map<String, AttributeValue> item) {
        return new RouteRecord(
                Attribute.text(item, Attribute.KEY).substring(KEY_PREFIX.length()),
                item.containsKey(VERSION) ? Attribute.number(item, VERSION) : 0,
                item.containsKey(STOPPED)
                        ? Optional.of(Attribute.time(item, STOPPED))
                        : Optional.empty(),
                item.containsKey(STOPPED) && item.containsKey(STOPPED_BECAUSE)
                        ? Optional.of(Attribute.text(item, STOPPED_BECAUSE))
                        : Optional.empty(),
                item.containsKey(SPENT) ? Attribute.number(item, SPENT) : 0,
                item.containsKey(PAUSED) ? Optional.of(pause(item)) : Optional.empty(),
                item.containsKey(REFUSED)
                        ? new Refusals(
                                Attribute.text(item, REFUSED_CAUSE),
                                (int) Attribute.number(item, REFUSED))
                        : RouteRecord.of("").refused(),
                item.containsKey(PASSED) ? Optional.of(passed(item)) : Optional.empty());
    }

    private static Pause pause(Map<String, AttributeValue> item) {
        return new Pause(
                Attribute.text(item, CAUSE),
                Attribute.text(item, Attribute.REASON),
                Attribute.time(item, PAUSED),
                Attribute.time(item, PROBE),
                item.containsKey(TOLD));
    }

    private static Passed passed(Map<String, AttributeValue> item) {
        return new Passed(
                new ObjectLocation(
                        Attribute.text(item, Attribute.SOURCE_BUCKET),
                        Attribute.text(item, Attribute.SOURCE_KEY)),
                new ObjectLocation(
                        Attribute.text(item, DESTINATION_BUCKET),
                        Attribute.text(item, DESTINATION_KEY)),
                Attribute.time(item, PASSED));
    }
}
