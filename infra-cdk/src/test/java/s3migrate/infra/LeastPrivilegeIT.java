package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;

/// A walk over every IAM statement of every example.
@NeedsNode
class LeastPrivilegeIT {

    private static final String OBJECTS = "arn:${AWS::Partition}:s3:::";

    /// One action on one resource, of the role of one policy.
    record Grant(String policy, String action, String resource) {

        boolean onObjects() {
            return resource.endsWith("*") && (resource.startsWith(OBJECTS) || isOfReports());
        }

        boolean isOfReports() {
            return resource.matches("\\$\\{MigrationReports\\w+\\.Arn}(/(evidence|runs)/\\*)?");
        }

        boolean writes() {
            return action.matches("s3:(Put|Abort|Delete|Create|Replicate|Restore|Bypass).*");
        }

        /// The bucket and prefix of an S3 resource.
        BucketPrefix range() {
            String[] path = resource.substring(OBJECTS.length()).split("/", 2);
            return new BucketPrefix(
                    path[0], path.length == 1 ? "" : path[1].substring(0, path[1].length() - 1));
        }

        @Override
        public String toString() {
            return "%s: %s on %s".formatted(policy, action, resource);
        }
    }

    static Stream<Synthesis> examples() {
        return Synthesis.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsAWildcardThatCouldBeNamed(Synthesis synthesis) {
        assertThat(grants(synthesis))
                .isNotEmpty()
                .noneMatch(grant -> grant.action().contains("*"))
                .noneMatch(grant -> grant.resource().contains("*") && !grant.onObjects());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noSourceIsWrittenAndNothingIsOutsideTheRoutes(Synthesis synthesis) {
        var routes = synthesis.migration().routes().all();
        var settings = synthesis.migration().settings().worker();
        var sources =
                Stream.concat(
                                routes.stream().map(Route::source),
                                synthesis
                                        .migration()
                                        .newBucket()
                                        .map(name -> new BucketPrefix(name, ""))
                                        .stream())
                        .toList();
        var destinations =
                Stream.concat(
                                routes.stream().map(Route::destinationRange),
                                settings.defaultDestination().stream())
                        .toList();
        for (var grant : grants(synthesis)) {
            if (grant.action().startsWith("s3:")
                    && !grant.isOfReports()
                    && !isNotification(synthesis, grant)) {
                boolean destination = isIn(destinations, grant);
                assertThat(destination || (!grant.writes() && isIn(sources, grant)))
                        .as(grant.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void eachSideIsReachedAsItsCredentialsSay() {
        assertThat(s3("existing-buckets-to-another-account", "Worker"))
                .allMatch(grant -> grant.action().matches("s3:(Get|List).*"));
        assertThat(s3("another-account-to-existing-buckets", "Worker"))
                .extracting(grant -> grant.range().bucket())
                .containsOnly("archive-of-example");
        assertThat(s3("within-one-account", "Worker"))
                .noneMatch(grant -> grant.action().contains("Delete"))
                .extracting(grant -> grant.range().bucket())
                .contains("logs-of-example", "logs-of-example-in-us-east-1");
    }

    @Test
    void evidenceIsOnlyWrittenByWorkersAndSummedUpByTheJobsender() {
        assertThat(grants(Synthesis.of("within-one-account")))
                .filteredOn(Grant::isOfReports)
                .filteredOn(grant -> grant.policy().contains("Worker"))
                .extracting(Grant::action)
                .containsExactly("s3:PutObject");
        assertThat(grants(Synthesis.of("within-one-account")))
                .filteredOn(Grant::isOfReports)
                .filteredOn(grant -> grant.policy().contains("Jobsender"))
                .extracting(Grant::action)
                .containsExactlyInAnyOrder(
                        "s3:PutObject", "s3:PutObject", "s3:GetObject", "s3:ListBucket");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theJobsenderWritesNoObject(Synthesis synthesis) {
        assertThat(s3(synthesis.example(), "Jobsender")).noneMatch(Grant::writes);
    }

    /// What SQS, DynamoDB and SSM let our code do is what it calls, and what Lambda does for it.
    @Test
    void theProgramsMayDoWhatTheirCodeCallsAndNothingElse() {
        var called =
                new ClassFileImporter()
                                .importPackages(
                                        "s3migrate.job",
                                        "s3migrate.ledger",
                                        "s3migrate.route",
                                        "s3migrate.run")
                                .stream()
                                .flatMap(type -> type.getAccessesFromSelf().stream())
                                .flatMap(LeastPrivilegeIT::action)
                                .collect(Collectors.toSet());
        called.addAll(Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"));
        var granted =
                grants(Synthesis.of("existing-buckets-to-another-account")).stream()
                        .map(Grant::action)
                        .filter(action -> action.matches("(sqs|dynamodb|ssm):.*"))
                        .collect(Collectors.toSet());
        assertThat(granted).isEqualTo(called);
    }

    /// A batch call needs the right to each single one.
    private static Stream<String> action(JavaAccess<?> access) {
        var services = Map.of("SqsClient", "sqs", "DynamoDbClient", "dynamodb", "SsmClient", "ssm");
        var service = services.get(access.getTargetOwner().getSimpleName());
        if (service == null || Set.of("create", "builder", "close").contains(access.getName())) {
            return Stream.empty();
        }
        String name = access.getName();
        String action =
                name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).replaceFirst("Paginator$", "");
        return Stream.of(service + ":" + action.replaceFirst("^SendMessageBatch$", "SendMessage"));
    }

    private static List<Grant> s3(String example, String program) {
        return grants(Synthesis.of(example)).stream()
                .filter(grant -> grant.policy().contains(program))
                .filter(grant -> grant.action().startsWith("s3:"))
                .filter(grant -> !grant.isOfReports())
                .toList();
    }

    /// Where the user asks for it, the function for that and no other may set what a bucket tells.
    private static boolean isNotification(Synthesis synthesis, Grant grant) {
        return grant.action().matches("s3:(Get|Put)BucketNotification")
                && grant.policy().startsWith("MigrationBucketEvents")
                && synthesis.migration().setNotifications()
                && synthesis.migration().eventBuckets().contains(grant.range().bucket())
                && !grant.onObjects();
    }

    private static boolean isIn(List<BucketPrefix> ranges, Grant grant) {
        var range = grant.range();
        return ranges.stream()
                .filter(allowed -> allowed.bucket().equals(range.bucket()))
                .anyMatch(allowed ->
                        !grant.onObjects() || range.prefix().startsWith(allowed.prefix()));
    }

    private static List<Grant> grants(Synthesis synthesis) {
        return synthesis.resources("AWS::IAM::Policy").stream()
                .flatMap(policy ->
                        grants(policy.id(), policy.properties().at("/PolicyDocument/Statement")))
                .toList();
    }

    private static Stream<Grant> grants(String policy, JsonNode statements) {
        return StreamSupport.stream(statements.spliterator(), false)
                .flatMap(statement ->
                        Intrinsics.texts(statement.path("Action")).stream()
                                .flatMap(action ->
                                        Intrinsics.texts(statement.path("Resource")).stream()
                                                .map(resource ->
                                                        new Grant(policy, action, resource))));
    }
}
