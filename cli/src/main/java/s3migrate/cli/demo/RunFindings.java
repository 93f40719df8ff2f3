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

    private static final String RANGE_KEYS = "#range/";

    /// Of the demo's one route.
    static RunFindings of(DynamoDbServer tables) {
        return tables.items(SandboxAws.TABLE).entrySet().stream()
                .filter(item -> item.getKey().startsWith(RANGE_KEYS))
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
                        && counts.get(finding.text()) instanceof AttributeValue.N(BigDecimal value)
                ? value.longValueExact()
                : 0;
    }
}
