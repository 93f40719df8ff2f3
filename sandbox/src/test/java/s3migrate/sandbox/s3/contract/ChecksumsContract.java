package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Checksums of objects written by one PUT.
abstract class ChecksumsContract extends S3Contract {
    private static final byte[] NINE = "123456789".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "CRC32, y/Q5Jg==",
        "CRC32_C, 4waSgw==",
        "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
        "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void keepsTheChecksumOfATrailerAndNoOther(ChecksumAlgorithm algorithm, String value) {
        s3().putObject(
                        r -> r.bucket(bucket()).key("trailer").checksumAlgorithm(algorithm),
                        RequestBody.fromBytes(NINE));

        HeadObjectResponse head = headWithChecksum("trailer");
        assertThat(checksums(head)).containsExactly(value);
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void takesWhatTheSdkSendsByDefault() {
        try (S3Client s3 =
                server().client(builder ->
                        builder.requestChecksumCalculation(
                                RequestChecksumCalculation.WHEN_SUPPORTED))) {
            s3.putObject(r -> r.bucket(bucket()).key("default"), RequestBody.fromBytes(NINE));
        }

        assertThat(get("default")).isEqualTo("123456789");
        assertThat(headWithChecksum("default").checksumCRC32()).isEqualTo("y/Q5Jg==");
    }

    @Test
    void makesACrc64NvmeWhereNoneIsGiven() {
        s3().putObject(r -> r.bucket(bucket()).key("summed"), RequestBody.fromBytes(NINE));

        HeadObjectResponse head = headWithChecksum("summed");
        assertThat(head.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
        assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(checksums(head("summed"))).as("unasked").isEmpty();
    }

    @Test
    void showsTheChecksumOnlyWithTheWhole() {
        s3().putObject(
                        r -> r.bucket(bucket()).key("ranged").checksumCRC32("y/Q5Jg=="),
                        RequestBody.fromBytes(NINE));

        assertThat(typeOf("bytes=0-7")).isNull();
        assertThat(typeOf("bytes=0-8")).isEqualTo("FULL_OBJECT");
    }

    @Test
    void refusesAWrongChecksumAndKeepsTheObjectThatWasThere() {
        put("guarded", "one");

        refused(
                400,
                "BadDigest",
                () ->
                        s3().putObject(
                                        r ->
                                                r.bucket(bucket())
                                                        .key("guarded")
                                                        .checksumCRC32C("AAAAAA=="),
                                        RequestBody.fromBytes(NINE)));
        assertThat(get("guarded")).isEqualTo("one");
    }

    @Test
    void refusesAWrongContentMd5() {
        refused(400, "BadDigest", () -> putWithMd5("AAAAAAAAAAAAAAAAAAAAAA=="));
        assertThat(find("md5")).isEmpty();
        putWithMd5("JfnnlDI7RTiF9RgfG2JNCw==");
    }

    @Test
    void refusesAContentMd5ThatIsNone() {
        refused(400, "InvalidDigest", () -> putWithMd5("short"));
    }

    private void putWithMd5(String md5) {
        s3().putObject(
                        r -> r.bucket(bucket()).key("md5").contentMD5(md5),
                        RequestBody.fromBytes(NINE));
    }

    private HeadObjectResponse headWithChecksum(String key) {
        return s3().headObject(r -> r.bucket(bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private String typeOf(String range) {
        return s3().getObjectAsBytes(r ->
                        r.bucket(bucket())
                                .key("ranged")
                                .range(range)
                                .checksumMode(ChecksumMode.ENABLED))
                .response()
                .checksumTypeAsString();
    }

    private static Stream<String> checksums(HeadObjectResponse head) {
        return Stream.of(
                        head.checksumCRC32(),
                        head.checksumCRC32C(),
                        head.checksumCRC64NVME(),
                        head.checksumSHA1(),
                        head.checksumSHA256())
                .filter(checksum -> checksum != null);
    }
}
