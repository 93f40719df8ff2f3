package s3migrate.ledger.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.PlanRecord;
import s3migrate.ledger.PlanRecord.Approval;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes plans as items, and reads them. Reading throws IllegalArgumentException where an
/// attribute is missing or of another kind: somebody else wrote the item.
final class PlanItems {

    static final String RUN = "run";
    static final String APPROVED = "approved";

    private static final String KEY_PREFIX = "#plan/";
    private static final String OF = "of";
    private static final String MADE = "made";
    private static final String OBJECTS = "objects";
    private static final String BYTES = "bytes";
    private static final String MICRO_USD = "micro_usd";
    private static final String MICRO_USD_AT_MOST = "micro_usd_at_most";
    private static final String SAMPLED = "sampled";
    private static final String FORECAST = "forecast";
    private static final String APPROVED_BY = "approved_by";

    private PlanItems() {}

    static String keyText(String route) {
        return KEY_PREFIX + route;
    }

    static Map<String, AttributeValue> key(String route) {
        return Map.of(Attribute.KEY, Attribute.text(keyText(route)));
    }

    static Map<String, AttributeValue> item(PlanRecord plan, String writeId) {
        var item = new HashMap<>(key(plan.route()));
        item.put(OF, Attribute.text(plan.of()));
        item.put(RUN, Attribute.text(plan.run()));
        item.put(MADE, Attribute.time(plan.made()));
        item.put(OBJECTS, Attribute.number(plan.objects()));
        item.put(BYTES, Attribute.number(plan.bytes()));
        item.put(MICRO_USD, Attribute.number(plan.microUsd()));
        item.put(MICRO_USD_AT_MOST, Attribute.number(plan.microUsdAtMost()));
        if (plan.sampled()) {
            item.put(SAMPLED, AttributeValue.fromBool(true));
        }
        item.put(FORECAST, Attribute.text(plan.forecast()));
        plan.approved()
                .ifPresent(approval -> {
                    item.put(APPROVED, Attribute.time(approval.at()));
                    item.put(APPROVED_BY, Attribute.text(approval.by()));
                });
        item.put(Attribute.WRITE_ID, Attribute.text(writeId));
        return item;
    }

    static PlanRecord plan(Map<String, AttributeValue> item) {
        return new PlanRecord(
                Attribute.text(item, Attribute.KEY).substring(KEY_PREFIX.length()),
                Attribute.text(item, OF),
                Attribute.text(item, RUN),
                Attribute.time(item, MADE),
                Attribute.number(item, OBJECTS),
                Attribute.number(item, BYTES),
                Attribute.number(item, MICRO_USD),
                Attribute.number(item, MICRO_USD_AT_MOST),
                item.containsKey(SAMPLED),
                Attribute.text(item, FORECAST),
                item.containsKey(APPROVED)
                        ? Optional.of(
                                new Approval(
                                        Attribute.text(item, APPROVED_BY),
                                        Attribute.time(item, APPROVED)))
                        : Optional.empty());
    }
}
