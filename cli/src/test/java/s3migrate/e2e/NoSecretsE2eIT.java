package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `mvn -pl cli -am verify -Dit.test=NoSecretsE2eIT`: no log, no error and no dead letter shows a
/// secret, not even one that is wrong or stands in a parameter that cannot be read.
@ExtendWith(SharedDeployment.class)
class NoSecretsE2eIT {

    private final Deployment aws;

    NoSecretsE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @Test
    void whateverIsRefusedNoSecretIsShown() throws Exception {
        for (String route : List.of("stranger", "forger", "broken", "nowhere")) {
            aws.lane(route).write("a.txt", Lane.bytes(10, 1));
            aws.awaitLog("route_paused", "\"route\":\"" + route + "\"");
        }
        aws.sqs.queues().send(aws.refused.events().url(), "not JSON");
        aws.awaitDeadLetter(aws.refused.eventsDead(), "not JSON");

        var shown = String.join("\n", aws.log()) + aws.deadLetters(aws.refused);

        assertThat(shown).contains("worker_started", "InvalidAccessKeyId", "malformed");
        assertThat(shown)
                .doesNotContain(
                        aws.own.secret(),
                        aws.theirs.secret(),
                        aws.third.secret(),
                        Fleet.SESSION_TOKEN,
                        "secret-of-a-stranger",
                        "secret-of-a-forger",
                        "secret-of-a-broken-one",
                        "secret-before-rotation");
    }
}
