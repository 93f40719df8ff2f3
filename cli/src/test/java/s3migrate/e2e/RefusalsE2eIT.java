package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// `mvn -pl cli -am verify -Dit.test=RefusalsE2eIT`: what cannot be done is said once and clearly,
/// and its message is in the dead-letter queue or still in its own.
@ExtendWith(SharedDeployment.class)
class RefusalsE2eIT {

    private final Deployment aws;

    RefusalsE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @Test
    void aMalformedMessageIsADeadLetterThatSaysWhatIsAccepted() throws Exception {
        String body = "{\"Src_bucket\": \"photos\", \"Src_key\": \"\", \"Size\": \"ten\"}";

        aws.sqs.queues().send(aws.put.events().url(), body);

        var letter = aws.awaitDeadLetter(aws.put.eventsDead(), body);
        assertThat(attribute(letter, "cause")).isEqualTo("malformed");
        assertThat(attribute(letter, "queue")).isEqualTo("put-events");
        assertThat(attribute(letter, "reason")).isEqualTo("");
    }

    @Test
    void aDeniedObjectIsADeadLetterAndAFailureInTheLedgerAndTheNextObjectIsCopied()
            throws Exception {
        var denied = aws.lane("denied");
        aws.own.s3().deny("s3:GetObject", "denied/secret*");

        denied.write("secret.txt", Lane.bytes(10, 1));
        denied.write("open.txt", Lane.bytes(10, 2));

        denied.awaitCopy("open.txt");
        String line = aws.awaitLog("given_up", "secret.txt");
        Await.until(() -> aws.ledger(denied, "secret.txt", "state").isPresent(), () -> "no entry");
        assertThat(line).isEqualTo("");
    }

    @Test
    void aMissingDestinationBucketKeepsTheMessageAndIsNamed() throws Exception {
        aws.lane("nowhere").write("a.txt", Lane.bytes(10, 1));

        assertThat(aws.awaitLog("route_refused", "nowhere")).isEqualTo("");
    }

    @Test
    void anUnknownAccessKeyKeepsTheMessageAndIsNamed() throws Exception {
        aws.lane("stranger").write("a.txt", Lane.bytes(10, 1));

        assertThat(aws.awaitLog("route_refused", "stranger")).isEqualTo("");
    }

    @Test
    void aWrongSecretKeepsTheMessageAndIsNotShown() throws Exception {
        aws.lane("forger").write("a.txt", Lane.bytes(10, 1));

        assertThat(aws.awaitLog("route_refused", "forger")).isEqualTo("");
    }

    @Test
    void aMalformedCredentialsParameterKeepsTheMessageAndIsNamedWithoutItsValue() throws Exception {
        aws.lane("broken").write("a.txt", Lane.bytes(10, 1));

        assertThat(aws.awaitLog("route_refused", "broken")).isEqualTo("");
    }

    private static String attribute(ReceivedMessage letter, String name) {
        return letter.messageAttributes().get(name).value();
    }
}
