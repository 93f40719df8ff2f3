package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.route.Credentials;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.sts.StsServer;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.services.sts.model.StsException;

/// A role in a parameter, over STS's own protocol: nothing that was refused is kept, neither by us
/// nor by the SDK.
final class RenewedRoleIT {

    private static final String ROLE = "arn:aws:iam::555566667777:role/writer";

    private final ManualTime time = new ManualTime();
    private final AtomicReference<String> externalId = new AtomicReference<>("right");
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<String, Optional<String>> before = new HashMap<>();
    private StsServer sts;

    @BeforeEach
    void start() {
        sts =
                StsServer.start(
                        0,
                        AccessKeys.of("AKIAOWN"),
                        "111122223333",
                        InstantSource.system(),
                        _ -> {});
        sts.allow(ROLE, "right");
        Map.of(
                        "aws.endpointUrlSts", sts.uri().toString(),
                        "aws.accessKeyId", "AKIAOWN",
                        "aws.secretAccessKey", "secret")
                .forEach((name, value) ->
                        before.put(name, Optional.ofNullable(System.setProperty(name, value))));
    }

    @AfterEach
    void stop() {
        sts.close();
        before.forEach((name, value) ->
                value.ifPresentOrElse(
                        was -> System.setProperty(name, was), () -> System.clearProperty(name)));
    }

    @Test
    void aRoleThatWasRefusedIsTakenOnAsSoonAsItsExternalIdIsMended() {
        externalId.set("wrong");
        var credentials = credentials();
        assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(StsException.class);
        readAfterTheAttemptThatBeginsNow(credentials);
        assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(StsException.class);

        externalId.set("right");
        readAfterTheAttemptThatBeginsNow(credentials);

        assertThat(credentials.resolveCredentials().accessKeyId()).startsWith("ASIA");
        assertThat(credentials.since()).isEqualTo(time.instant());
    }

    @Test
    void aRoleWhoseTrustIsMendedIsTakenOnAtTheNextRequest() {
        externalId.set("of tomorrow");
        var credentials = credentials();
        assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(StsException.class);

        sts.allow(ROLE, "of tomorrow");

        assertThat(credentials.resolveCredentials().accessKeyId()).startsWith("ASIA");
    }

    @Test
    void aSessionThatIsRefusedIsBegunAnew() {
        var credentials = credentials();
        var session = credentials.resolveCredentials();
        assertThat(credentials.resolveCredentials()).isEqualTo(session);
        var since = credentials.since();

        readAfterTheAttemptThatBeginsNow(credentials);

        assertThat(credentials.resolveCredentials()).isNotEqualTo(session);
        assertThat(credentials.since()).as("they are no others").isEqualTo(since);
    }

    @Test
    void ofThoseThatAreRefusedTogetherOneReads() {
        var credentials = credentials();
        time.pass(Duration.ofSeconds(1));
        var begun = time.instant();
        time.pass(Duration.ofMillis(1));
        for (int i = 0; i < 100; i++) {
            credentials.readAgain(begun);
        }
        assertThat(reads).hasValue(2);
    }

    private void readAfterTheAttemptThatBeginsNow(RenewableCredentials credentials) {
        var begun = time.instant();
        time.pass(Duration.ofMillis(1));
        credentials.readAgain(begun);
    }

    private RenewableCredentials credentials() {
        return new RenewableCredentials(
                () -> {
                    reads.incrementAndGet();
                    return new Credentials.Role(
                            ROLE, Optional.of(externalId.get()), "us-east-1", Optional.empty());
                },
                time);
    }
}
