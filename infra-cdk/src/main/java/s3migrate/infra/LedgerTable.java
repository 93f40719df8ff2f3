package s3migrate.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/// The ledger. It remembers what failed and what proved a copy, so it stays when the stack goes;
/// its name is made by CloudFormation, so that it is in nobody's way then.
final class LedgerTable extends Construct {

    /// Name and key of the index.
    static final String STATE_SHARD = "state_shard";

    private final Table table;

    LedgerTable(Construct scope) {
        super(scope, "Ledger");
        table =
                Table.Builder.create(this, "Table")
                        .partitionKey(text("key"))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build())
                        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                        .build();
        // Keys only: an item at work is written often, and the index then only when its state
        // changes.
        table.addGlobalSecondaryIndex(
                GlobalSecondaryIndexProps.builder()
                        .indexName(STATE_SHARD)
                        .partitionKey(text(STATE_SHARD))
                        .projectionType(ProjectionType.KEYS_ONLY)
                        .build());
    }

    Table table() {
        return table;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
