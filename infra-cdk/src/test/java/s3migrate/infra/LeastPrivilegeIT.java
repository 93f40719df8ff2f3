package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import s3migrate.infra.migration.Migration;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// A walk over every IAM statement of every example.
@NeedsNode
class LeastPrivilegeIT {

    private static final String DEFAULT = "existing-buckets-to-another-account";

    static Stream<Synthesis> examples() {
        return Synthesis.all();
    }

    /// `mvn verify -Dsnapshot.update=true` writes it anew.
    @Test
    void theGrantsOfTheDefaultStackAreAsTheyWere() throws IOException {
        var grants =
                Grant.of(Synthesis.of(DEFAULT)).stream().map(Grant::toString).sorted().toList();
        Snapshot.assertThat(DEFAULT + ".grants.txt").isStill(String.join("\n", grants) + "\n");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsAWildcardThatCouldBeNamed(Synthesis synthesis) {
        assertThat(Grant.of(synthesis))
                .isNotEmpty()
                .noneMatch(grant -> grant.principal().equals("*"))
                .noneMatch(grant -> grant.action().contains("*"))
                .noneMatch(grant -> grant.resource().contains("*") && !grant.onObjects());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noSourceIsWrittenAndNothingIsOutsideTheRoutes(Synthesis synthesis) {
        var routes = synthesis.migration().routes().all();
        var settings = synthesis.migration().settings().worker();
        var sources = sources(synthesis.migration());
        var destinations =
                Stream.concat(
                                routes.stream().map(Route::destinationRange),
                                settings.defaultDestination().stream())
                        .toList();
        for (var grant : Grant.of(synthesis)) {
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

    /// Routes, and buckets whose objects go to the default destination.
    private static List<BucketPrefix> sources(Migration migration) {
        var routed = migration.routes().all().stream().map(Route::source);
        if (migration.settings().worker().defaultDestination().isEmpty()) {
            return routed.toList();
        }
        var unrouted =
                Stream.concat(migration.newBucket().stream(), migration.eventBuckets().stream());
        return Stream.concat(routed, unrouted.map(name -> new BucketPrefix(name, ""))).toList();
    }

    @Test
    void eachSideIsReachedAsItsCredentialsSay() {
        assertThat(s3(DEFAULT, "Worker"))
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
        assertThat(Grant.of(Synthesis.of("within-one-account")))
                .filteredOn(Grant::isOfReports)
                .filteredOn(grant -> grant.policy().contains("Worker"))
                .extracting(Grant::action)
                .containsExactly("s3:PutObject");
        assertThat(Grant.of(Synthesis.of("within-one-account")))
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

    /// A HEAD that is to show a checksum needs it as well as a write.
    @ParameterizedTest
    @CsvSource({"Worker, kms:Decrypt kms:GenerateDataKey", "Jobsender, kms:Decrypt"})
    void theKeyARouteNamesIsUsedByBothPrograms(String program, String actions) {
        var key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThat(Grant.of(Synthesis.ofTwoBuckets()))
                .filteredOn(grant -> grant.policy().contains(program))
                .filteredOn(grant -> grant.resource().equals(key))
                .extracting(Grant::action)
                .containsExactlyInAnyOrder(actions.split(" "));
    }

    /// IAM refuses a policy that has other characters, and with it the deploy.
    @Test
    void aPrefixThatNoPolicyCanNameIsAllowedUpToThereWithANotice() {
        var two = Synthesis.ofTwoBuckets();
        assertThat(Grant.of(two))
                .extracting(Grant::resource)
                .contains(
                        "arn:${AWS::Partition}:s3:::photos-of-example/2024/*",
                        "arn:${AWS::Partition}:s3:::backup-of-example/photos/2024/*")
                .allMatch(arn -> arn.matches("[\\u0020-\\u00FF]+"));
        for (var range : List.of("photos-of-example/2024/", "backup-of-example/photos/2024/")) {
            Annotations.fromStack(two.stack())
                    .hasInfo(
                            "*",
                            Match.stringLikeRegexp(
                                    ".* so all keys under s3://%s are allowed".formatted(range)));
        }
    }

    /// What SQS, DynamoDB and SSM let our code do is what it calls, and what Lambda does for it.
    @Test
    void theProgramsMayDoWhatTheirCodeCallsAndNothingElse() {
        var called =
                new ClassFileImporter()
                                .withImportOption(LeastPrivilegeIT::isOfPrograms)
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
                Grant.of(Synthesis.of(DEFAULT)).stream()
                        .map(Grant::action)
                        .filter(action -> action.matches("(sqs|dynamodb|ssm):.*"))
                        .collect(Collectors.toSet());
        assertThat(granted).isEqualTo(called);
    }

    /// Both tell other systems, on one bus.
    @Test
    void eventsGoToTheDefaultBusAlone() {
        assertThat(Grant.of(Synthesis.of(DEFAULT)))
                .filteredOn(grant -> grant.action().startsWith("events:"))
                .extracting(Grant::action, Grant::resource)
                .containsOnly(
                        tuple(
                                "events:PutEvents",
                                "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"));
    }

    /// core's tests, which do more than programs, are on the class path too.
    private static boolean isOfPrograms(Location location) {
        return !location.contains("test-classes") && !location.contains("-tests.jar");
    }

    /// A batch or a transaction needs the right to each single one.
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
        return Stream.of(
                service
                        + ":"
                        + action.replaceFirst("^SendMessageBatch$", "SendMessage")
                                .replaceFirst("^TransactWriteItems$", "PutItem"));
    }

    private static List<Grant> s3(String example, String program) {
        return Grant.of(Synthesis.of(example)).stream()
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
}
