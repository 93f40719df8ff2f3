package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// A store at an endpoint of its own is asked for its buckets by path, wherever that was set.
class EndpointTest {

    private static final String SETTING = "aws.endpointUrlS3";
    private static final URI STORE = URI.create("http://storage.example.org:9000");

    private final ScriptedHttp http = new ScriptedHttp().answer(404, Map.of(), "");

    @AfterEach
    void unset() {
        System.clearProperty(SETTING);
    }

    @Test
    void thatOfTheCredentials() {
        assertThat(asked(Optional.of(STORE))).isEqualTo(STORE.resolve("/bucket/key"));
    }

    @Test
    void thatOfTheEnvironment() {
        System.setProperty(SETTING, STORE.toString());
        assertThat(asked(Optional.empty())).isEqualTo(STORE.resolve("/bucket/key"));
    }

    @Test
    void awsItselfIsAskedAtTheBucketsName() {
        assertThat(asked(Optional.empty()))
                .isEqualTo(URI.create("https://bucket.s3.eu-central-1.amazonaws.com/key"));
    }

    private URI asked(Optional<URI> endpoint) {
        var credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"));
        var access = new S3Access(credentials, Region.EU_CENTRAL_1, endpoint);
        try (var store = ScriptedStore.over(http, access)) {
            var _ = store.find(ScriptedStore.KEY);
        }
        return http.requests().getLast().getUri();
    }
}
