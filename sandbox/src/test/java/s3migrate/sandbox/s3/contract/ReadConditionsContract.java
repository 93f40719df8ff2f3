package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.contract.Refusals.assertStatus;

import org.junit.jupiter.api.Test;

/// GET and HEAD under conditions.
abstract class ReadConditionsContract extends S3Contract {

    @Test
    void readsOnlyTheObjectOfTheETag() {
        String etag = put("pinned", "one").eTag();

        assertThat(
                        s3().getObjectAsBytes(r -> r.bucket(bucket()).key("pinned").ifMatch(etag))
                                .asUtf8String())
                .isEqualTo("one");
        put("pinned", "two");
        refused(
                412,
                "PreconditionFailed",
                () -> s3().getObjectAsBytes(r -> r.bucket(bucket()).key("pinned").ifMatch(etag)));
        assertThatThrownBy(
                        () -> s3().headObject(r -> r.bucket(bucket()).key("pinned").ifMatch(etag)))
                .satisfies(e -> assertStatus(e, 412));
    }

    @Test
    void pinsRangesToo() {
        String etag = put("pinned", "0123456789").eTag();

        assertThat(
                        s3().getObjectAsBytes(r ->
                                        r.bucket(bucket())
                                                .key("pinned")
                                                .range("bytes=3-5")
                                                .ifMatch(etag))
                                .asUtf8String())
                .isEqualTo("345");
        refused(
                412,
                "PreconditionFailed",
                () ->
                        s3().getObjectAsBytes(r ->
                                r.bucket(bucket())
                                        .key("pinned")
                                        .range("bytes=3-5")
                                        .ifMatch("\"00\"")));
    }

    @Test
    void saysNotModified() {
        String etag = put("known", "one").eTag();

        assertThatThrownBy(() ->
                        s3().getObjectAsBytes(
                                        r -> r.bucket(bucket()).key("known").ifNoneMatch(etag)))
                .satisfies(e -> assertStatus(e, 304));
        s3().getObjectAsBytes(r -> r.bucket(bucket()).key("known").ifNoneMatch("\"00\""));
    }
}
