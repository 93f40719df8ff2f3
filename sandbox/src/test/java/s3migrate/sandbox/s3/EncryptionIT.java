package s3migrate.sandbox.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;
import static s3migrate.sandbox.s3.contract.Refusals.assertStatus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.Encryption;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.utils.Md5Utils;

class EncryptionIT {
    private static final String KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/k1";
    private static final String CUSTOMER_KEY = customerKey(1);
    private static final String OTHER_KEY = customerKey(2);
    private static final String MD5_OF_X = '"' + md5("x") + '"';

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory, settings -> settings.withMinimumPartBytes(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void allowEverything() {
        fixture.server.allowAll();
    }

    @Test
    void encryptsWithKeysOfS3ByDefault() {
        PutObjectResponse put = put("default", r -> {});

        assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(put.eTag()).isEqualTo(MD5_OF_X);
    }

    @Test
    void tellsTheKmsKeyAndHidesTheMd5() {
        PutObjectResponse put = put("kms", EncryptionIT::kms);
        var head = fixture.s3.headObject(r -> r.bucket(BUCKET).key("kms"));

        assertThat(put.eTag()).isNotEqualTo(MD5_OF_X).hasSize(MD5_OF_X.length());
        assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(put.ssekmsKeyId()).isEqualTo(KEY_ARN);
        assertThat(put.bucketKeyEnabled()).isTrue();
        assertThat(head.ssekmsKeyId()).isEqualTo(KEY_ARN);
        assertThat(head.bucketKeyEnabled()).isTrue();
        assertThat(head.eTag()).isEqualTo(put.eTag());
    }

    @Test
    void takesS3sOwnKmsKeyIfNoneIsNamed() {
        var put = put("own", r -> r.serverSideEncryption(ServerSideEncryption.AWS_KMS));

        assertThat(put.ssekmsKeyId()).startsWith("arn:aws:kms:eu-central-1:111122223333:key/");
        assertThat(put.bucketKeyEnabled()).isNull();
    }

    @Test
    void hidesTheMd5OfKmsPartsToo() {
        String upload =
                fixture.s3
                        .createMultipartUpload(r ->
                                r.bucket(BUCKET)
                                        .key("kms-parts")
                                        .serverSideEncryption(ServerSideEncryption.AWS_KMS))
                        .uploadId();
        var part =
                fixture.s3.uploadPart(
                        r -> r.bucket(BUCKET).key("kms-parts").uploadId(upload).partNumber(1),
                        RequestBody.fromString("x"));

        assertThat(part.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(part.eTag()).isNotEqualTo(MD5_OF_X);
    }

    @Test
    void encryptsCopiesAsTheRequestSays() {
        put("to-copy", r -> {});

        var copied =
                fixture.s3.copyObject(r ->
                        r.sourceBucket(BUCKET)
                                .sourceKey("to-copy")
                                .destinationBucket(BUCKET)
                                .destinationKey("copied")
                                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(KEY_ARN));
        var back =
                fixture.s3.copyObject(r ->
                        r.sourceBucket(BUCKET)
                                .sourceKey("copied")
                                .destinationBucket(BUCKET)
                                .destinationKey("back"));

        assertThat(copied.ssekmsKeyId()).isEqualTo(KEY_ARN);
        assertThat(copied.copyObjectResult().eTag()).isNotEqualTo(MD5_OF_X);
        assertThat(back.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(back.copyObjectResult().eTag()).isEqualTo(MD5_OF_X);
    }

    @Test
    void encryptsAsTheBucketSaysIfTheRequestSaysNothing() {
        fixture.s3.createBucket(r -> r.bucket("kms-bucket"));
        fixture.server.change(
                "kms-bucket",
                bucket -> bucket.withEncryption(new Encryption.Kms("aws:kms", KEY_ARN, true)));

        var put =
                fixture.s3.putObject(
                        r -> r.bucket("kms-bucket").key("k"), RequestBody.fromString("x"));
        var chosen =
                fixture.s3.putObject(
                        r ->
                                r.bucket("kms-bucket")
                                        .key("k")
                                        .serverSideEncryption(ServerSideEncryption.AES256),
                        RequestBody.fromString("x"));

        assertThat(put.ssekmsKeyId()).isEqualTo(KEY_ARN);
        assertThat(chosen.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void needsTheKmsKeyForBytesAndChecksums() {
        put("kms-denied", EncryptionIT::kms);

        fixture.server.deny("kms:Decrypt", KEY_ARN);
        fixture.s3.headObject(r -> r.bucket(BUCKET).key("kms-denied"));
        assertThatThrownBy(() ->
                        fixture.s3.headObject(r ->
                                r.bucket(BUCKET)
                                        .key("kms-denied")
                                        .checksumMode(ChecksumMode.ENABLED)))
                .satisfies(e -> assertStatus(e, 403));
        assertThatThrownBy(() -> get("kms-denied"))
                .satisfies(e -> assertError(e, 403, "AccessDenied"))
                .hasMessageContaining("kms:Decrypt")
                .hasMessageContaining(KEY_ARN);
        fixture.server.deny("kms:GenerateDataKey", KEY_ARN);
        assertThatThrownBy(() -> put("kms-denied", EncryptionIT::kms))
                .satisfies(e -> assertError(e, 403, "AccessDenied"))
                .hasMessageContaining("kms:GenerateDataKey");
    }

    @Test
    void refusesEncryptionThatDoesNotExist() {
        assertThatThrownBy(() -> put("rot13", r -> r.serverSideEncryption("rot13")))
                .satisfies(e -> assertError(e, 400, "InvalidArgument"));
    }

    @Test
    void wantsTheCustomersKeyWithEveryRequest() {
        PutObjectResponse put =
                put(
                        "ssec",
                        r ->
                                r.sseCustomerAlgorithm("AES256")
                                        .sseCustomerKey(CUSTOMER_KEY)
                                        .sseCustomerKeyMD5(md5OfKey(CUSTOMER_KEY)));

        assertThat(put.eTag()).isNotEqualTo(MD5_OF_X);
        assertThat(put.serverSideEncryption()).isNull();
        assertThat(put.sseCustomerAlgorithm()).isEqualTo("AES256");
        assertThat(put.sseCustomerKeyMD5()).isNotNull();
        assertThat(
                        fixture.s3
                                .getObjectAsBytes(r ->
                                        r.bucket(BUCKET)
                                                .key("ssec")
                                                .sseCustomerAlgorithm("AES256")
                                                .sseCustomerKey(CUSTOMER_KEY)
                                                .sseCustomerKeyMD5(md5OfKey(CUSTOMER_KEY)))
                                .asUtf8String())
                .isEqualTo("x");
        assertThatThrownBy(() -> get("ssec")).satisfies(e -> assertError(e, 400, "InvalidRequest"));
        assertThatThrownBy(() -> fixture.s3.headObject(r -> r.bucket(BUCKET).key("ssec")))
                .satisfies(e -> assertStatus(e, 400));
        assertThatThrownBy(() ->
                        fixture.s3.getObjectAsBytes(r ->
                                r.bucket(BUCKET)
                                        .key("ssec")
                                        .sseCustomerAlgorithm("AES256")
                                        .sseCustomerKey(OTHER_KEY)
                                        .sseCustomerKeyMD5(md5OfKey(OTHER_KEY))))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
    }

    @Test
    void wantsTheCustomersKeyOfACopysSource() {
        put(
                "ssec-source",
                r ->
                        r.sseCustomerAlgorithm("AES256")
                                .sseCustomerKey(CUSTOMER_KEY)
                                .sseCustomerKeyMD5(md5OfKey(CUSTOMER_KEY)));

        assertThatThrownBy(() ->
                        fixture.s3.copyObject(r ->
                                r.sourceBucket(BUCKET)
                                        .sourceKey("ssec-source")
                                        .destinationBucket(BUCKET)
                                        .destinationKey("decrypted")))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        fixture.s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                        .sourceKey("ssec-source")
                        .copySourceSSECustomerAlgorithm("AES256")
                        .copySourceSSECustomerKey(CUSTOMER_KEY)
                        .copySourceSSECustomerKeyMD5(md5OfKey(CUSTOMER_KEY))
                        .destinationBucket(BUCKET)
                        .destinationKey("decrypted"));
        assertThat(get("decrypted")).isEqualTo("x");
    }

    @Test
    void wantsTheCustomersKeyWithEveryPart() {
        put("parts", r -> {});
        Multipart upload =
                Multipart.of(
                        fixture.s3,
                        BUCKET,
                        "ssec-parts",
                        r ->
                                r.sseCustomerAlgorithm("AES256")
                                        .sseCustomerKey(CUSTOMER_KEY)
                                        .sseCustomerKeyMD5(md5OfKey(CUSTOMER_KEY)));

        assertThatThrownBy(() -> upload.part("x"))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        assertThatThrownBy(() -> upload.copy(BUCKET, "parts", r -> {}))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
        upload.copy(
                BUCKET,
                "parts",
                r ->
                        r.sseCustomerAlgorithm("AES256")
                                .sseCustomerKey(CUSTOMER_KEY)
                                .sseCustomerKeyMD5(md5OfKey(CUSTOMER_KEY)));
        assertThat(upload.complete(r -> {}).serverSideEncryption()).isNull();
    }

    private static void kms(PutObjectRequest.Builder request) {
        request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(KEY_ARN)
                .bucketKeyEnabled(true);
    }

    private static PutObjectResponse put(String key, Consumer<PutObjectRequest.Builder> more) {
        return fixture.s3.putObject(
                r -> more.accept(r.bucket(BUCKET).key(key)), RequestBody.fromString("x"));
    }

    private static String get(String key) {
        return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static String customerKey(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return Base64.getEncoder().encodeToString(key);
    }

    private static String md5OfKey(String key) {
        return Md5Utils.md5AsBase64(Base64.getDecoder().decode(key));
    }

    private static String md5(String text) {
        return HexFormat.of().formatHex(Md5Utils.computeMD5Hash(text.getBytes(UTF_8)));
    }
}
