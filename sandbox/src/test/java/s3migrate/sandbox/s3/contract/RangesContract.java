package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of objects by the Range header.
abstract class RangesContract extends S3Contract {

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 234, bytes 2-4/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=-99, 0123456789, bytes 0-9/10",
        "bytes=8-99, 89, bytes 8-9/10",
        "bytes=0-9, 0123456789, bytes 0-9/10"
    })
    void sendsRanges(String range, String expected, String contentRange) {
        put("ranged", "0123456789");

        var got = s3().getObjectAsBytes(r -> r.bucket(bucket()).key("ranged").range(range));

        assertThat(got.asUtf8String()).isEqualTo(expected);
        assertThat(got.response().contentRange()).isEqualTo(contentRange);
        assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    }

    @Test
    void headsARange() {
        put("ranged", "0123456789");

        var head = s3().headObject(r -> r.bucket(bucket()).key("ranged").range("bytes=2-4"));

        assertThat(head.contentLength()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void refusesRangesOutsideTheObject(String range) {
        put("ten", "0123456789");

        refused(416, "InvalidRange", () -> read("ten", range));
    }

    @Test
    void hasNoRangeOfAnEmptyObject() {
        put("empty", "");

        refused(416, "InvalidRange", () -> read("empty", "bytes=0-0"));
    }

    private void read(String key, String range) {
        s3().getObjectAsBytes(r -> r.bucket(bucket()).key(key).range(range));
    }
}
