package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.sqs.ReceivedMessage;
import s3migrate.time.Sleeper;

/// `mvn -pl cli -am verify -Dit.test=RefusalsE2eIT`: what cannot be done is said once and clearly,
/// and its message is in the dead-letter queue or still in its own.
@ExtendWith(SharedDeployment.class)
class RefusalsE2eIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment aws;

    RefusalsE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @Test
    void aMalformedMessageIsADeadLetterThatSaysWhatIsAccepted() throws Exception {
        String body = "{\"Src_bucket\": \"photos\", \"Src_key\": \"\", \"Size\": \"ten\"}";

        aws.sqs.queues().send(aws.refused.events().url(), body);

        assertThat(attributes(aws.awaitDeadLetter(aws.refused.eventsDead(), body)))
                .containsEntry("cause", "malformed")
                .containsEntry("queue", "refused-events")
                .containsEntry(
                        "reason",
                        "Src_key \"\": accepted is a key of 1 to 1,024 bytes of UTF-8; Des_bucket"
                                + " is missing: accepted is the name of a bucket; Des_key is missing:"
                                + " accepted is a key of 1 to 1,024 bytes of UTF-8; Size \"ten\":"
                                + " accepted is a whole number from 0 to 53,687,091,200,000");
    }

    @Test
    void aDeniedObjectIsADeadLetterAndAFailureInTheLedgerAndTheNextObjectIsCopied()
            throws Exception {
        var denied = aws.lane("denied");
        aws.own.s3().deny("s3:GetObject", "denied/secret.txt");
        String body = created("denied", "secret.txt");
        String reason =
                "get s3://denied/secret.txt: User: arn:aws:iam::111122223333:user/AKIAOWN is not"
                        + " authorized to perform: s3:GetObject on resource:"
                        + " \"arn:aws:s3:::denied/secret.txt\" with an explicit deny in a"
                        + " resource-based policy (AccessDenied, HTTP 403, request ";

        denied.write("open.txt", Lane.bytes(10, 2));
        aws.sqs.queues().send(aws.refused.events().url(), body);

        denied.awaitCopy("open.txt");
        assertThat(attributes(aws.awaitDeadLetter(aws.refused.eventsDead(), body)))
                .containsEntry("cause", "AccessDenied")
                .hasEntrySatisfying("reason", text -> assertThat(text).startsWith(reason));
        assertThat(aws.ledger(denied, "secret.txt", "state")).contains("FAILED");
        assertThat(aws.ledger(denied, "secret.txt", "reason").orElseThrow()).startsWith(reason);
    }

    @Test
    void anArchivedObjectIsADeadLetterAndIsNotTriedAgainAndAgain() throws Exception {
        var denied = aws.lane("denied");
        // A route is seen to pass before any object of it is given up.
        denied.write("passes", Lane.bytes(10, 2));
        denied.awaitCopy("passes");

        denied.write(
                "archived", Lane.bytes(10, 3), ObjectProperties.NONE.withStorageClass("GLACIER"));

        Await.until(
                () -> aws.ledger(denied, "archived", "state").equals(Optional.of("FAILED")),
                () -> "log " + aws.log());
        assertThat(aws.ledger(denied, "archived", "reason").orElseThrow())
                .startsWith("get s3://denied/archived: ")
                .contains("(InvalidObjectState, HTTP 403, request ");
        Await.until(
                () -> aws.deadLetters(aws.refused).contains("InvalidObjectState"),
                () -> "log " + aws.log());
        // It is held back as long as another worker has not heard that the route passes.
        assertThat(aws.own.s3().log().reads("denied", "archived")).isLessThan(5);
    }

    @Test
    void aMissingDestinationBucketKeepsTheMessageAndIsNamed() throws Exception {
        assertKept(
                "nowhere",
                "NoSuchBucket",
                "source: own role; destination: parameter s3_migration_credentials",
                "put s3://nowhere-copies/a.txt: The specified bucket does not exist (NoSuchBucket,"
                        + " HTTP 404,");
    }

    @Test
    void anUnknownAccessKeyKeepsTheMessageAndItsParameterIsNamed() throws Exception {
        assertKept(
                "stranger",
                "InvalidAccessKeyId",
                "source: own role; destination: parameter stranger",
                "put s3://stranger-copies/a.txt: The AWS Access Key Id you provided does not exist"
                        + " in our records. (InvalidAccessKeyId, HTTP 403,");
    }

    @Test
    void aWrongSecretKeepsTheMessageAndItsParameterIsNamed() throws Exception {
        assertKept(
                "forger",
                "SignatureDoesNotMatch",
                "source: own role; destination: parameter forger",
                "put s3://forger-copies/a.txt: The request signature we calculated does not match"
                        + " the signature you provided. Check your key and signing method."
                        + " (SignatureDoesNotMatch, HTTP 403,");
    }

    @Test
    void aMalformedCredentialsParameterKeepsTheMessageAndSaysWhereItBreaks() throws Exception {
        assertKept(
                "broken",
                "Settings",
                "source: own role; destination: parameter broken",
                "parameter broken: not JSON (broken at line 1, column 85): accepted is JSON as in"
                        + " docs/contracts.md");
    }

    @Test
    void credentialsThatAreMendedAreReadWithoutAnybodyRestartingAWorker() throws Exception {
        var rotated = aws.lane("rotated");
        rotated.write("before.txt", Lane.bytes(10, 1));
        aws.awaitLog("route_paused", "\"route\":\"rotated\"");

        aws.parameters.putSecure("rotated", aws.theirs.credentials());

        var after = new AtomicInteger();
        Await.until(
                () -> {
                    rotated.write("after-" + after.incrementAndGet(), Lane.bytes(10, 2));
                    Sleeper.system().sleep(Duration.ofMillis(500));
                    return !rotated.to().s3().keys(rotated.destination()).isEmpty();
                },
                () -> "log " + aws.log());
        rotated.awaitCopy("before.txt");
    }

    /// Waits for the refusal of a route, and sees its message still in its queue: there are as many
    /// as there are routes that stay refused.
    private void assertKept(String route, String cause, String credentials, String reason)
            throws Exception {
        aws.lane(route).write("a.txt", Lane.bytes(10, 1));

        String named = "\"route\":\"%s\"".formatted(route);
        var line = JSON.readTree(aws.awaitLog("route_paused", named, reason));

        assertThat(line.path("level").asText()).isEqualTo("ERROR");
        assertThat(line.path("cause").asText()).isEqualTo(cause);
        assertThat(line.path("credentials").asText()).isEqualTo(credentials);
        assertThat(line.path("reason").asText()).startsWith(reason);
        assertThat(aws.sqs.queues().counts(aws.refused.events().url()).total())
                .isGreaterThanOrEqualTo(routesRefused());
        assertThat(aws.sqs.queues().inspect(aws.refused.eventsDead().url()))
                .noneMatch(letter -> letter.body().contains("\"" + route + "\""));
    }

    private int routesRefused() {
        return (int)
                Stream.of("nowhere", "stranger", "forger", "broken")
                        .map("\"route\":\"%s\""::formatted)
                        .filter(route ->
                                aws.log().stream()
                                        .anyMatch(line ->
                                                line.contains("route_paused")
                                                        && line.contains(route)))
                        .count();
    }

    private static String created(String bucket, String key) {
        return """
        {"Records": [{"eventName": "ObjectCreated:Put",
         "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s", "size": 10}}}]}\
        """
                .formatted(bucket, key);
    }

    private static Map<String, String> attributes(ReceivedMessage letter) {
        return letter.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    }
}
