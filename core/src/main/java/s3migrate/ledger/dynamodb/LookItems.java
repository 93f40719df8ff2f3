package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.LookRecord.Remark;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes looks at routes as items, and reads them. Reading throws IllegalArgumentException where
/// an attribute is missing or of another kind: somebody else wrote the item.
final class LookItems {

    static final String VERSION = "version";

    private static final String KEY_PREFIX = "#look/";
    private static final String AT = "at";
    private static final String HOW = "how";
    private static final String FAULTS = "faults";
    private static final String WARNINGS = "warnings";
    private static final String ACCEPTED = "accepted";
    private static final String WHAT = "what";
    private static final String WHY = "why";
    private static final String TO_DO = "to_do";

    private LookItems() {}

    static String keyText(String route) {
        return KEY_PREFIX + route;
    }

    static Map<String, AttributeValue> key(String route) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(route)));
    }

    static Map<String, AttributeValue> item(LookRecord look, String writeId) {
        var item = new HashMap<>(key(look.route()));
        item.put(VERSION, Attribute.number(look.version()));
        item.put(AT, Attribute.time(look.at()));
        item.put(HOW, Attribute.text(look.how()));
        item.put(FAULTS, remarks(look.faults()));
        item.put(WARNINGS, remarks(look.warnings()));
        if (look.accepted()) {
            item.put(ACCEPTED, AttributeValue.fromBool(true));
        }
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    static LookRecord look(Map<String, AttributeValue> item) {
        return new LookRecord(
                Attribute.text(item, Attribute.KEY).substring(KEY_PREFIX.length()),
                Attribute.number(item, VERSION),
                Attribute.time(item, AT),
                Attribute.text(item, HOW),
                remarks(item, FAULTS),
                remarks(item, WARNINGS),
                item.containsKey(ACCEPTED));
    }

    private static AttributeValue remarks(List<Remark> remarks) {
        return AttributeValue.fromL(
                remarks.stream()
                        .map(remark ->
                                AttributeValue.fromM(
                                        Map.of(
                                                WHAT, Attribute.text(remark.what()),
                                                WHY,
                                                        Attribute.text(
                                                                EntryItems.shortened(remark.why())),
                                                TO_DO, Attribute.text(remark.toDo()))))
                        .toList());
    }

    private static List<Remark> remarks(Map<String, AttributeValue> item, String name) {
        var list = Attribute.needed(item, name);
        if (!list.hasL()) {
            throw new IllegalArgumentException(name + " is no list");
        }
        return list.l().stream().map(AttributeValue::m).map(LookItems::remark).toList();
    }

    private static Remark remark(Map<String, AttributeValue> remark) {
        return new Remark(
                Attribute.text(remark, WHAT),
                Attribute.text(remark, WHY),
                Attribute.text(remark, TO_DO));
    }
}
