package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/// What goes wrong before S3 is asked, or in what it says.
final class NoAnswerTest {

    private final ScriptedHttp http = new ScriptedHttp();

    @Test
    void takesAPageWithoutTheNextForNoLastPage() {
        http.answer(
                200,
                Map.of(),
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>");
        assertThatThrownBy(() -> store().list(ListingRequest.first("bucket", "", "")))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage(
                        "list s3://bucket/: a page without the marker of the next"
                                + " (Unreadable)");
    }

    @Test
    void refusesTheRouteWhereThereAreNoCredentials() {
        http.answer(200, Map.of(), "");
        var none =
                ScriptedStore.over(
                        http,
                        () -> {
                            throw SdkClientException.create(
                                    "Unable to load credentials from any of the providers");
                        });
        assertThatThrownBy(() -> none.open(KEY))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage(
                        "get s3://bucket/key: Unable to load credentials from any of the"
                                + " providers (NoCredentials)");
        var denied =
                ScriptedStore.over(
                        http,
                        () -> {
                            throw AwsServiceException.builder()
                                    .statusCode(403)
                                    .message("sts:AssumeRole denied")
                                    .build();
                        });
        assertThatThrownBy(() -> denied.open(KEY))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage("get s3://bucket/key: no credentials: sts:AssumeRole denied");
    }

    @Test
    void refusesTheRouteWhereTheHostIsUnknown() {
        var access =
                new S3Access(
                        AnonymousCredentialsProvider.create(),
                        Region.EU_CENTRAL_1,
                        Optional.of(URI.create("https://nowhere.invalid")));
        try (var store =
                S3Stores.open(access, S3Stores.Side.SOURCE, S3Connections.forInFlight(1))) {
            assertThatThrownBy(() -> store.open(KEY))
                    .isInstanceOfSatisfying(
                            StoreException.RouteRefused.class,
                            e -> assertThat(e.code()).isEqualTo("UnknownHost"))
                    .hasMessageStartingWith(
                            "get s3://bucket/key: the host is not known: nowhere.invalid");
        }
    }

    /// The resolver fails for a moment, and the JVM remembers that for ten seconds.
    @Test
    void waitsForAHostOfAwsThatIsNotKnownJustNow() {
        var unknown =
                SdkClientException.create(
                        "Received an UnknownHostException",
                        new UnknownHostException("bucket.s3.eu-west-1.amazonaws.com"));
        assertThat(NoAnswer.of(unknown))
                .isEqualTo(
                        new NoAnswer(
                                Severity.TRANSIENT,
                                "UnknownHost",
                                "the host is not known: bucket.s3.eu-west-1.amazonaws.com"));
    }

    @Test
    void isTransientWhenInterruptedWhileItWaitsForAConnection() {
        try (var store = ScriptedStore.over(new ScriptedHttp().cancel())) {
            assertThatThrownBy(() -> store.open(ScriptedStore.KEY))
                    .isInstanceOf(StoreException.Transient.class)
                    .hasMessage("get s3://bucket/key: interrupted (Interrupted)");
        }
    }

    @Test
    void isTransientWhenInterrupted() {
        http.answer(200, Map.of(), "");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store().open(KEY))
                    .isInstanceOf(StoreException.Transient.class)
                    .hasMessage("get s3://bucket/key: interrupted (Interrupted)");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void isTransientWhereAHeaderCannotBeRead() {
        http.answer(200, Map.of("ETag", "a\"b"), "");
        assertThatThrownBy(() -> store().open(KEY))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage(
                        "get s3://bucket/key: the answer's header etag cannot be read: a\"b"
                                + " (Unreadable)");
    }

    private S3ObjectStore store() {
        return ScriptedStore.over(http);
    }
}
