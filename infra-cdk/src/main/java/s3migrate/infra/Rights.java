package s3migrate.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import s3migrate.infra.migration.OwnRole;
import s3migrate.route.Permission;
import s3migrate.route.Permissions;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;

/// What the roles of the programs may do: what their code does, on what this migration names.
final class Rights {

    /// Of the account and region of the stack.
    private static final String DEFAULT_BUS =
            "arn:%s:events:%s:%s:event-bus/default"
                    .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID);

    private final Parts parts;
    private final OwnRole role;

    private Rights(Parts parts) {
        this.parts = parts;
        this.role = parts.migration().ownRole();
    }

    static List<PolicyStatement> ofWorker(Parts parts) {
        return new Rights(parts).ofWorker();
    }

    static List<PolicyStatement> ofJobsender(Parts parts) {
        return new Rights(parts).ofJobsender();
    }

    private List<PolicyStatement> ofWorker() {
        var queues = parts.queues();
        var keys = parts.migration().keys();
        var may = new ArrayList<PolicyStatement>();
        may.add(Statements.receive(queues(queues.ofWorker())));
        may.add(
                Statements.send(
                        Stream.concat(
                                        queues(List.of(queues.batches(), queues.large())).stream(),
                                        deadLetters(queues.ofWorker()).stream())
                                .toList()));
        may.addAll(inCommon());
        may.addAll(
                onS3(
                        Permissions.toCopy(role.sources(), role.destinations(), Aws.PARTITION),
                        Permissions.toCopyUnderKeys(keys.source(), keysOfCopies())));
        may.addAll(
                onS3(Permissions.toFulfil(role.read(), role.written(), Aws.PARTITION), List.of()));
        may.add(Statements.writeEvidence(parts.reports()));
        may.addAll(onS3(Permissions.toDelete(role.deletions(), Aws.PARTITION), List.of()));
        return may;
    }

    private List<PolicyStatement> ofJobsender() {
        var queues = parts.queues();
        var keys = parts.migration().keys();
        var jobs = queues(List.of(queues.batches(), queues.large()));
        var runs = List.of(queues.runs());
        var may = new ArrayList<PolicyStatement>();
        may.add(Statements.receive(queues(runs)));
        may.add(
                Statements.send(
                        Stream.of(jobs, queues(runs), deadLetters(runs))
                                .flatMap(List::stream)
                                .toList()));
        may.add(Statements.ask(jobs));
        may.addAll(inCommon());
        may.addAll(
                onS3(
                        Permissions.toCompare(role.sources(), role.destinations(), Aws.PARTITION),
                        Permissions.toCompareUnderKeys(keys.source(), keysOfCopies())));
        may.addAll(onS3(Permissions.toLookFirst(role.destinations(), Aws.PARTITION), List.of()));
        may.addAll(Statements.report(parts.reports()));
        may.add(Statements.askForFailures(parts.ledger().table()));
        return may;
    }

    private List<PolicyStatement> inCommon() {
        var migration = parts.migration();
        var parameters = new ArrayList<>(parts.parameters().arns());
        role.credentialParameters().forEach(name -> parameters.add(parts.parameters().arnOf(name)));
        var may = new ArrayList<PolicyStatement>();
        may.add(Statements.ledger(parts.ledger().table()));
        may.add(Statements.readParameters(parameters));
        parts.parameters().routesFileArn().map(Statements::readRoutes).ifPresent(may::add);
        may.add(Statements.tell(DEFAULT_BUS));
        migration.keys().credentials().map(Statements::decryptParameters).ifPresent(may::add);
        if (!migration.assumableRoles().isEmpty()) {
            may.add(Statements.takeOn(migration.assumableRoles()));
        }
        return may;
    }

    /// Those the user names, and those of the routes.
    private List<String> keysOfCopies() {
        return Stream.concat(
                        parts.migration().keys().destination().stream(),
                        Permissions.keysOf(role.written()).stream())
                .distinct()
                .toList();
    }

    private static List<PolicyStatement> onS3(List<Permission> onBuckets, List<Permission> onKeys) {
        return Stream.concat(
                        onBuckets.stream().map(Statements::onBuckets),
                        onKeys.stream().map(Statements::onKeysOfS3))
                .toList();
    }

    private static List<Queue> queues(List<WorkQueue> queues) {
        return queues.stream().map(WorkQueue::queue).toList();
    }

    private static List<Queue> deadLetters(List<WorkQueue> queues) {
        return queues.stream().map(WorkQueue::deadLetters).toList();
    }
}
