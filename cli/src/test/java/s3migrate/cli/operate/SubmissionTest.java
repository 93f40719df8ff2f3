package s3migrate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.object.ObjectLocation;

/// Which objects an order names.
class SubmissionTest {

    @ParameterizedTest
    @ValueSource(strings = {"x ", " x", "x s3://b/y", "x\ts3://b/y", "a//b", "/", "\u00e9\u3000\n"})
    void anArgumentIsOneObjectByteForByte(String key) {
        var copy = Submission.of("s3://a/" + key, "s3://c/" + key, "mine").orElseThrow();

        assertThat(copy.order().source()).isEqualTo(new ObjectLocation("a", key));
        assertThat(copy.order().destination()).isEqualTo(new ObjectLocation("c", key));
        assertThat(copy.order().id()).contains("mine");
    }

    @ParameterizedTest
    @CsvSource({"s3://a/x, c/z", "s3://a, s3://c/z", "s3://a/x, s3://c/", "s3://a s/x, s3://c/z"})
    void whatIsNoObjectIsNoOrder(String source, String destination) {
        assertThat(Submission.of(source, destination, "mine")).isEmpty();
    }

    @Test
    void aLineOfAListEndsTheSourceWhereTheDestinationBegins() {
        var copy = Submission.ofList("list", "s3://a/x y  s3://c/z \n", "id").getFirst();

        assertThat(copy.order().source()).isEqualTo(new ObjectLocation("a", "x y"));
        assertThat(copy.order().destination()).isEqualTo(new ObjectLocation("c", "z"));
    }
}
