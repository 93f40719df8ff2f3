package s3migrate.infra;

import java.util.List;
import java.util.Map;
import s3migrate.route.Permission;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;

/// IAM statements, each with named actions on named resources.
final class Statements {

    private Statements() {}

    static PolicyStatement of(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }

    static PolicyStatement writeLog(String group) {
        return of(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(group));
    }

    /// To take messages by an event source mapping, and to keep, return or settle them.
    static PolicyStatement receive(List<Queue> queues) {
        return of(
                List.of(
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueAttributes"),
                arns(queues));
    }

    static PolicyStatement send(List<Queue> queues) {
        return of(List.of("sqs:SendMessage"), arns(queues));
    }

    /// To ask how long a queue is, and what the longest message may be.
    static PolicyStatement ask(List<Queue> queues) {
        return of(List.of("sqs:GetQueueAttributes"), arns(queues));
    }

    static PolicyStatement ledger(Table table) {
        return of(
                List.of("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
                List.of(table.getTableArn()));
    }

    /// To send outcome events.
    static PolicyStatement tell(String bus) {
        return of(List.of("events:PutEvents"), List.of(bus));
    }

    /// The folder is that of `docs/contracts.md`, evidence.
    static PolicyStatement writeEvidence(Bucket reports) {
        return of(List.of("s3:PutObject"), List.of(reports.arnForObjects("evidence/*")));
    }

    /// To write lines of evidence and reports, and to sum up what the workers wrote.
    static List<PolicyStatement> report(Bucket reports) {
        return List.of(
                of(
                        List.of("s3:PutObject"),
                        List.of(
                                reports.arnForObjects("evidence/*"),
                                reports.arnForObjects("runs/*"))),
                of(List.of("s3:GetObject"), List.of(reports.arnForObjects("evidence/*"))),
                of(List.of("s3:ListBucket"), List.of(reports.getBucketArn())));
    }

    /// By the index of `docs/contracts.md`, ledger.
    static PolicyStatement askForFailures(Table table) {
        return of(
                List.of("dynamodb:Query"),
                List.of(table.getTableArn() + "/index/" + LedgerTable.STATE_SHARD));
    }

    static PolicyStatement readParameters(List<String> arns) {
        return of(List.of("ssm:GetParameter"), arns);
    }

    static PolicyStatement readRoutes(String file) {
        return of(List.of("s3:GetObject"), List.of(file));
    }

    static PolicyStatement decryptParameters(String key) {
        return onKeys(List.of("kms:Decrypt"), List.of(key), "ssm");
    }

    static PolicyStatement takeOn(List<String> roles) {
        return of(List.of("sts:AssumeRole"), roles);
    }

    static PolicyStatement onBuckets(Permission permission) {
        return of(permission.actions(), permission.resources());
    }

    static PolicyStatement onKeysOfS3(Permission permission) {
        return onKeys(permission.actions(), permission.resources(), "s3");
    }

    /// A key is used for what `service` does for us, in the key's region, and not directly.
    private static PolicyStatement onKeys(List<String> actions, List<String> keys, String service) {
        var via =
                keys.stream()
                        .map(arn -> arn.split(":", -1)[3])
                        .distinct()
                        .map(region -> "%s.%s.amazonaws.com*".formatted(service, region))
                        .toList();
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(keys)
                .conditions(Map.of("StringLike", Map.of("kms:ViaService", via)))
                .build();
    }

    private static List<String> arns(List<Queue> queues) {
        return queues.stream().map(Queue::getQueueArn).toList();
    }
}
