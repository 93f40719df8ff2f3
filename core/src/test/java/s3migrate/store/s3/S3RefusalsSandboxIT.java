package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.tls.SandboxTls;
import s3migrate.store.Expectation;
import s3migrate.store.ListingRequest;
import s3migrate.store.NewObject;
import s3migrate.store.StoreException;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.s3.S3Stores.Side;
import software.amazon.awssdk.regions.Region;

/// What a user meets who set something up wrongly: each refusal says what, and how far it reaches.
final class S3RefusalsSandboxIT {

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;
    private static S3ObjectStore store;
    private static ObjectLocation object;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
        store = sandbox.store(Side.SOURCE);
        object = new ObjectLocation(sandbox.newBucket(), "object");
        sandbox.server().put(object.bucket(), object.key(), new byte[10]);
    }

    @AfterAll
    static void stop() {
        store.close();
        sandbox.close();
    }

    @AfterEach
    void clear() {
        sandbox.server().faults().clear();
        sandbox.server().allowAll();
    }

    @Test
    void refusesOneObjectWhereReadingItIsDenied() {
        sandbox.server().deny("s3:GetObject", object.bucket() + "/object");
        assertThatThrownBy(() -> store.open(object))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageMatching(
                        "get %s: .+ \\(AccessDenied, HTTP 403, request .+\\)".formatted(object));
        assertThatThrownBy(() -> store.find(object))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageMatching(
                        "head %s: .+ \\(AccessDenied, HTTP 403, request .+\\)".formatted(object));
    }

    @Test
    void refusesOneObjectWhereWritingItIsDenied() {
        sandbox.server().deny("s3:PutObject", object.bucket() + "/denied");
        var denied = new ObjectLocation(object.bucket(), "denied");
        var what = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        assertThatThrownBy(() ->
                        store.put(
                                denied,
                                what,
                                MemoryBody.of(new byte[1]),
                                Optional.empty(),
                                new Expectation.Any()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageStartingWith("put " + denied + ": ");
    }

    @Test
    void refusesTheRouteWhereListingIsDenied() {
        sandbox.server().deny("s3:ListBucket", object.bucket());
        assertThatThrownBy(() -> store.list(ListingRequest.first(object.bucket(), "", "")))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessageStartingWith("list s3://" + object.bucket() + "/: ");
    }

    @Test
    void refusesOneObjectThatIsArchived() throws IOException {
        var archived = new ObjectLocation(object.bucket(), "archived");
        sandbox.server()
                .put(
                        archived.bucket(),
                        archived.key(),
                        new byte[10],
                        ObjectProperties.NONE.withStorageClass("GLACIER"));
        assertThat(store.find(archived).orElseThrow().storageClass()).isEqualTo("GLACIER");
        assertThatThrownBy(() -> store.open(archived))
                .isInstanceOfSatisfying(
                        StoreException.ObjectRefused.class,
                        e -> assertThat(e.code()).isEqualTo("InvalidObjectState"));
    }

    @Test
    void refusesTheRouteWhereTheCredentialsAreUnknown() {
        assertRouteRefused(sandbox.access("AKIAUNKNOWN", "secret"), "InvalidAccessKeyId");
    }

    @Test
    void refusesTheRouteWhereTheSecretIsWrong() {
        assertRouteRefused(sandbox.access("AKIASANDBOX", "wrong"), "SignatureDoesNotMatch");
    }

    @Test
    void refusesTheRouteWhereTheRegionIsWrong() {
        var access = sandbox.access("AKIASANDBOX", "secret");
        assertRouteRefused(
                new S3Access(access.credentials(), Region.EU_WEST_1, access.endpoint()),
                "AuthorizationHeaderMalformed");
    }

    @Test
    void refusesTheRouteWhereTheCertificateIsNotTrusted() throws Exception {
        var stranger =
                S3Settings.in(directory.resolve("stranger"))
                        .withTls(SandboxTls.create(directory.resolve("stranger-tls")));
        try (var server = S3Server.start(stranger)) {
            var access = sandbox.access("AKIASANDBOX", "secret");
            assertRouteRefused(
                    new S3Access(
                            access.credentials(), access.region(), Optional.of(server.https())),
                    "Certificate");
        }
    }

    @Test
    void isTransientWhereTheHostIsSilent() {
        var silence = new CountDownLatch(1);
        sandbox.server()
                .faults()
                .plan(FaultPlan.onKey("GetObject", "object", new Fault.Before(waitFor(silence))));
        var impatient = new S3Connections(2, Duration.ofSeconds(2), Duration.ofMillis(200));
        var access = sandbox.access("AKIASANDBOX", "secret");
        try (var other = S3Stores.open(access, Side.SOURCE, impatient)) {
            assertThatThrownBy(() -> other.open(object))
                    .isInstanceOf(StoreException.Transient.class)
                    .hasMessage("get %s: Read timed out (ConnectionBroken)", object);
        } finally {
            silence.countDown();
        }
    }

    private static void assertRouteRefused(S3Access access, String code) {
        try (var other = S3Stores.open(access, Side.SOURCE, S3Connections.forInFlight(2))) {
            assertThatThrownBy(() -> other.open(object))
                    .isInstanceOfSatisfying(
                            StoreException.RouteRefused.class,
                            e -> assertThat(e.code()).isEqualTo(code));
            assertThatThrownBy(() -> other.find(object))
                    .isInstanceOfSatisfying(
                            StoreException.RouteRefused.class,
                            e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageStartingWith("head " + object + ": ");
        }
    }

    private static Runnable waitFor(CountDownLatch latch) {
        return () -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
