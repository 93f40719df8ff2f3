package s3migrate.infra;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import s3migrate.infra.migration.Migration;
import s3migrate.route.DeployedStack;
import s3migrate.route.SettingsException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/// Looks, before a stack is destroyed, at what would be lost with it: messages in any of its
/// queues, dead letters among them. Asks the account in which CDK would destroy, and only reads.
public final class OpenWork {

    private static final List<QueueAttributeName> COUNTS =
            List.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private static final int UNKNOWN = 3;

    private final SsmClient ssm;
    private final SqsClient sqs;
    private final StsClient sts;

    OpenWork(StsClient sts, SsmClient ssm, SqsClient sqs) {
        this.sts = sts;
        this.ssm = ssm;
        this.sqs = sqs;
    }

    /// Ends with 1 if there is any, and with 3 if AWS or the file does not say.
    ///
    /// @param arguments the migration's file, and what the CDK command line is given
    public static void main(String[] arguments) {
        try {
            var migration = Migration.read(Path.of(arguments[0]));
            var region = Region.of(migration.region());
            var ofCdk = Arrays.asList(arguments).subList(1, arguments.length);
            var who = CdkCredentials.of(ofCdk, System.getenv()).provider();
            try (var sts = StsClient.builder().region(region).credentialsProvider(who).build();
                    var ssm = SsmClient.builder().region(region).credentialsProvider(who).build();
                    var sqs = SqsClient.builder().region(region).credentialsProvider(who).build()) {
                System.exit(new OpenWork(sts, ssm, sqs).report(migration, System.out) ? 1 : 0);
            }
        } catch (SettingsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(UNKNOWN);
        } catch (SdkException | IllegalStateException refused) {
            System.err.println("infra-cdk: the queues cannot be asked: " + refused.getMessage());
            System.exit(UNKNOWN);
        }
    }

    /// Says what is open and what stays.
    ///
    /// @return whether anything is open
    /// @throws SettingsException if the migration is for another account than the one asked
    boolean report(Migration migration, PrintStream out) {
        String account = account(migration);
        DeployedStack stack;
        try {
            stack =
                    DeployedStack.read(
                            ssm.getParameter(get -> get.name(DeployedStack.PARAMETER))
                                    .parameter()
                                    .value());
        } catch (ParameterNotFoundException none) {
            out.printf(
                    "No stack is deployed in %s of account %s: there is no parameter %s.%n",
                    migration.region(), account, DeployedStack.PARAMETER);
            return false;
        }
        var open = open(stack);
        if (open.isEmpty()) {
            out.printf("No messages are left in account %s.%n", account);
        } else {
            out.printf("These messages of account %s would be lost:%n", account);
            open.forEach(line -> out.println("  " + line));
        }
        out.println("These stay, and are yours to delete:");
        stays(migration, stack).forEach(line -> out.println("  " + line));
        return !open.isEmpty();
    }

    private String account(Migration migration) {
        String asked = sts.getCallerIdentity().account();
        migration
                .account()
                .filter(wanted -> !wanted.equals(asked))
                .ifPresent(wanted -> {
                    throw new SettingsException(
                            "infra-cdk",
                            List.of(
                                    "the credentials are those of account %s: accepted are those of %s, which migration.json names (--profile)"
                                            .formatted(asked, wanted)));
                });
        return asked;
    }

    private List<String> open(DeployedStack stack) {
        var open = new ArrayList<String>();
        for (var queue : List.of(stack.events(), stack.batches(), stack.large(), stack.runs())) {
            for (var url : List.of(queue.url(), queue.deadLetterUrl())) {
                long messages = messages(url);
                if (messages > 0) {
                    open.add(
                            "about %,d in %s"
                                    .formatted(messages, url.substring(url.lastIndexOf('/') + 1)));
                }
            }
        }
        return open;
    }

    private long messages(String url) {
        var counts =
                sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(COUNTS))
                        .attributes();
        return COUNTS.stream()
                .mapToLong(count -> Long.parseLong(counts.getOrDefault(count, "0")))
                .sum();
    }

    private static List<String> stays(Migration migration, DeployedStack stack) {
        var stays = new ArrayList<String>();
        stays.add("the ledger, table " + stack.ledgerTable());
        stays.add("all evidence, in the bucket " + stack.reportsBucket());
        migration
                .newBucket()
                .ifPresent(
                        name -> stays.add("the bucket %s with all that is in it".formatted(name)));
        migration
                .ownRole()
                .credentialParameters()
                .forEach(name -> stays.add("the parameter " + name));
        stays.add("notifications that were set by hand on existing buckets");
        return stays;
    }
}
