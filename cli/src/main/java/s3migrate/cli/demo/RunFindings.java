package s3migrate.cli.demo;

import java.math.BigDecimal;
import java.util.Map;
import s3migrate.run.Finding;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;

/// What the jobsender's run came to, as the ledger has it.
///
/// @param missing objects that it found missing at the destination
/// @param sent objects that it handed over to the workers
record RunFindings(long missing, long sent) {

    private static final String RUN_KEYS = "#run/";
    private static final String RANGE_KEYS = "#range/";

    /// Of the demo's one route. Ranges beyond those of its run are left from before, when it was
    /// dry.
    static RunFindings of(DynamoDbServer tables) {
        var items = tables.items(SandboxAws.TABLE);
        long ranges =
                items.entrySet().stream()
                        .filter(item -> item.getKey().startsWith(RUN_KEYS))
                        .mapToLong(item -> number(item.getValue(), "ranges"))
                        .sum();
        return items.entrySet().stream()
                .filter(item -> item.getKey().startsWith(RANGE_KEYS))
                .filter(item -> rangeOf(item.getKey()) < ranges)
                .map(Map.Entry::getValue)
                .map(item ->
                        new RunFindings(count(item, Finding.MISSING), count(item, Finding.SENT)))
                .reduce(new RunFindings(0, 0), RunFindings::plus);
    }

    private RunFindings plus(RunFindings that) {
        return new RunFindings(missing + that.missing, sent + that.sent);
    }

    private static long count(Map<String, AttributeValue> item, Finding finding) {
        return item.get("counts") instanceof AttributeValue.M(var counts)
                ? number(counts, finding.text())
                : 0;
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return item.get(name) instanceof AttributeValue.N(BigDecimal value)
                ? value.longValueExact()
                : 0;
    }

    private static int rangeOf(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }
}
