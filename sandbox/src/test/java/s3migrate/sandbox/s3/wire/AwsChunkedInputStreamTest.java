package s3migrate.sandbox.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.s3.error.S3Error;

class AwsChunkedInputStreamTest {

    @Test
    void joinsSignedChunks() throws IOException {
        var body =
                chunked(
                        "4;chunk-signature=00\r\nabcd\r\n1;chunk-signature=01\r\ne\r\n0;chunk-signature=02\r\n\r\n");

        assertThat(body.readAllBytes()).asString().isEqualTo("abcde");
        assertThat(body.trailers()).isEmpty();
    }

    @Test
    void keepsTrailersByLowerCaseNameButNotTheirSignature() throws IOException {
        var body =
                chunked(
                        "3\r\nabc\r\n0\r\nX-Amz-Checksum-Crc32: AAAA\r\nx-amz-trailer-signature:ff\r\n\r\n");

        assertThat(body.readAllBytes()).asString().isEqualTo("abc");
        assertThat(body.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", "AAAA"));
    }

    @Test
    void takesABodyThatEndsInMidChunkForIncomplete() {
        assertIncomplete("5\r\nabc");
    }

    @Test
    void takesABodyWithoutItsLastChunkForIncomplete() {
        assertIncomplete("3\r\nabc\r\n");
    }

    @Test
    void refusesALengthThatIsNotHex() {
        var body = chunked("xyz\r\n");

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOf(S3Error.class)
                .hasMessageContaining("malformed");
    }

    private static void assertIncomplete(String text) {
        var body = chunked(text);
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        S3Error.class,
                        error -> assertThat(error.code()).isEqualTo("IncompleteBody"));
    }

    private static AwsChunkedInputStream chunked(String text) {
        return new AwsChunkedInputStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                ChunkSignatures.NONE);
    }
}
