package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.route.StoreProfile.Feature;

final class StoreProfileTest {

    @Test
    void withoutAnEndpointItIsAws() {
        assertThat(StoreProfile.at(Optional.empty())).isEqualTo(StoreProfile.AWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.eu-west-1.amazonaws.com",
                "https://s3.cn-north-1.amazonaws.com.cn",
                "https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com"
            })
    void awssEndpointsAreKnown(String endpoint) {
        assertThat(at(endpoint)).isEqualTo(StoreProfile.AWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://storage.example.org:9000",
                "https://s3.amazonaws.com.example.org",
                "https://notamazonaws.com",
                "http://127.0.0.1:9000"
            })
    void ofOthersNothingIsKnown(String endpoint) {
        assertThat(at(endpoint)).isEqualTo(StoreProfile.UNKNOWN);
    }

    @Test
    void aRouteNamesFeaturesInAnyOrder() {
        var some = StoreProfile.parse("tags conditional_writes");
        assertThat(some.can(Feature.TAGS)).isTrue();
        assertThat(some.can(Feature.CONDITIONAL_WRITES)).isTrue();
        assertThat(some.can(Feature.CHECKSUMS)).isFalse();
        assertThat(some).hasToString("conditional_writes tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "none", "tags", "tags checksums"})
    void whatItTakesItSaysItTakes(String text) {
        assertThat(StoreProfile.TEXT.matcher(text).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AWS", "tag", "tags,checksums", "aws tags"})
    void othersItRefuses(String text) {
        assertThat(StoreProfile.TEXT.matcher(text).matches()).isFalse();
    }

    private static StoreProfile at(String endpoint) {
        return StoreProfile.at(Optional.of(URI.create(endpoint)));
    }
}
