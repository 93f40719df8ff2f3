package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.StorageClass;

/// Bytes in, bytes out; what is absent; many deletes at once.
abstract class ObjectsContract extends S3Contract {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_001})
    void givesBackTheBytesItGot(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var put =
                s3().putObject(r -> r.bucket(bucket()).key("bytes"), RequestBody.fromBytes(bytes));

        var got = s3().getObjectAsBytes(r -> r.bucket(bucket()).key("bytes"));

        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response().eTag()).isEqualTo(put.eTag());
        assertThat(got.response().contentLength()).isEqualTo(size);
    }

    @Test
    void givesTheMd5AsETag() {
        assertThat(put("hello", "hello").eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    @Test
    void showsEachWriteAtOnce() {
        for (String text : List.of("one", "two", "three")) {
            put("again", text);
            assertThat(get("again")).isEqualTo(text);
        }
        delete("again");
        assertThat(find("again")).isEmpty();
    }

    @Test
    void saysNoSuchKeyAndDeletesWhatIsNotThere() {
        assertThatThrownBy(() -> get("absent"))
                .isInstanceOf(NoSuchKeyException.class)
                .satisfies(e -> assertError(e, 404, "NoSuchKey"));
        delete("absent");
    }

    @Test
    void saysNoSuchBucket() {
        String absent = bucket() + "-not";
        refused(404, "NoSuchBucket", () -> s3().listObjectsV2(r -> r.bucket(absent)));
        refused(404, "NoSuchBucket", () -> s3().getObjectAsBytes(r -> r.bucket(absent).key("k")));
        refused(
                404,
                "NoSuchBucket",
                () -> s3().putObject(r -> r.bucket(absent).key("k"), RequestBody.empty()));
    }

    @Test
    void namesItsBuckets() {
        assertThat(s3().listBuckets().buckets()).extracting(b -> b.name()).contains(bucket());
    }

    @Test
    void saysWhereTheBucketIs() {
        String region = server().region().id();
        assertThat(s3().getBucketLocation(r -> r.bucket(bucket())).locationConstraintAsString())
                .isIn(region.equals("us-east-1") ? Arrays.asList(null, "") : List.of(region));
    }

    @Test
    void keepsTheStorageClassAndDoesNotReadArchives() {
        s3().putObject(
                        r -> r.bucket(bucket()).key("cold").storageClass(StorageClass.DEEP_ARCHIVE),
                        RequestBody.fromString("x"));

        assertThat(head("cold").storageClass()).isEqualTo(StorageClass.DEEP_ARCHIVE);
        assertThat(s3().listObjectsV2(r -> r.bucket(bucket())).contents().getFirst())
                .satisfies(o -> assertThat(o.storageClassAsString()).isEqualTo("DEEP_ARCHIVE"));
        refused(403, "InvalidObjectState", () -> get("cold"));
    }

    @Test
    void deletesManyKeysAtOnce() {
        put("many/1", "x");
        put("many/2", "x");

        var result = deleteAll(identifier("many/1").build(), identifier("absent").build());

        assertThat(result.deleted())
                .extracting(d -> d.key())
                .containsExactlyInAnyOrder("many/1", "absent");
        assertThat(result.errors()).isEmpty();
        assertThat(find("many/1")).isEmpty();
        assertThat(find("many/2")).isPresent();
    }

    @Test
    void deletesOfManyKeysOnlyThoseOfTheETag() {
        put("many/1", "x");
        put("many/2", "x");

        var result =
                deleteAll(
                        identifier("many/1").build(),
                        identifier("many/2").eTag("\"other\"").build());

        assertThat(result.deleted()).extracting(d -> d.key()).containsExactly("many/1");
        assertThat(result.errors()).extracting(e -> e.code()).containsExactly("PreconditionFailed");
        assertThat(find("many/2")).isPresent();
    }

    private DeleteObjectsResponse deleteAll(ObjectIdentifier... objects) {
        return s3().deleteObjects(r -> r.bucket(bucket()).delete(d -> d.objects(objects)));
    }

    private static ObjectIdentifier.Builder identifier(String key) {
        return ObjectIdentifier.builder().key(key);
    }
}
