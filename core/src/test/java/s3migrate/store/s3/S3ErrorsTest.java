package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static s3migrate.store.s3.ScriptedStore.KEY;
import static s3migrate.store.s3.ScriptedStore.PART_3;
import static s3migrate.store.s3.ScriptedStore.PINNED;
import static s3migrate.store.s3.ScriptedStore.PLAIN;
import static s3migrate.store.s3.ScriptedStore.UPLOAD;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.store.Expectation;
import s3migrate.store.ListingRequest;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;

final class S3ErrorsTest {

    private final ScriptedHttp http = new ScriptedHttp();

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, RouteRefused",
        "403, SignatureDoesNotMatch, RouteRefused",
        "400, ExpiredToken, RouteRefused",
        "400, InvalidToken, RouteRefused",
        "403, RequestTimeTooSkewed, RouteRefused",
        "404, NoSuchBucket, RouteRefused",
        "301, PermanentRedirect, RouteRefused",
        "400, AuthorizationHeaderMalformed, RouteRefused",
        "400, KMS.DisabledException, RouteRefused",
        "400, KMS.NotFoundException, RouteRefused",
        "400, KMS.ThrottlingException, Transient",
        "501, NotImplemented, RouteRefused",
        "503, SlowDown, Transient",
        "503, ServiceUnavailable, Transient",
        "500, InternalError, Transient",
        "502, Whatever, Transient",
        "429, Whatever, Transient",
        "400, RequestTimeout, Transient",
        "409, OperationAborted, Transient",
        "400, InvalidPart, Transient",
        "403, AccessDenied, ObjectRefused",
        "403, InvalidObjectState, ObjectRefused",
        "400, EntityTooLarge, ObjectRefused",
        "400, KeyTooLongError, ObjectRefused",
        "400, InvalidRequest, ObjectRefused",
        "418, Whatever, ObjectRefused"
    })
    void tellsByCodeHowFarAnErrorReaches(int status, String code, String kind) {
        http.refuse(status, code, "no");
        var e = catchThrowableOfType(StoreException.class, this::put);
        assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessage("put s3://bucket/key: no (%s, HTTP %d, request R1)", code, status);
    }

    @Test
    void namesThePartAndTheVerb() {
        http.refuse(403, "AccessDenied", "Access Denied");
        var body = MemoryBody.of(new byte[10]);
        var told = "s3://bucket/key: Access Denied (AccessDenied, HTTP 403, request R1)";
        assertThatThrownBy(() -> store().uploadPart(UPLOAD, PART_3, body))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage("upload part 3 of " + told);
        assertThatThrownBy(() -> store().create(KEY, PLAIN, UPLOAD.algorithm()))
                .hasMessage("create upload of " + told);
        assertThatThrownBy(() -> store().parts(UPLOAD)).hasMessage("list parts of " + told);
        assertThatThrownBy(() -> complete()).hasMessage("complete upload of " + told);
        assertThatThrownBy(() -> store().abort(UPLOAD)).hasMessage("abort upload of " + told);
        assertThatThrownBy(() -> store().open(KEY)).hasMessage("get " + told);
        assertThatThrownBy(() -> store().open(PINNED, Optional.empty())).hasMessage("get " + told);
        assertThatThrownBy(() -> store().tags(PINNED)).hasMessage("get tags of " + told);
    }

    @Test
    void takesADeniedListingForTheRoutes() {
        http.refuse(403, "AccessDenied", "Access Denied");
        assertThatThrownBy(() -> store().list(ListingRequest.first("bucket", "a/", "")))
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage(
                        "list s3://bucket/a/: Access Denied (AccessDenied, HTTP 403, request R1)");
        assertThatThrownBy(() -> store().uploads(KEY))
                .isInstanceOf(StoreException.RouteRefused.class);
    }

    @Test
    void takesADeniedEncryptionKeyOfNewObjectsForTheRoutes() {
        http.refuse(
                403, "AccessDenied", "User: x is not authorized to perform: kms:GenerateDataKey");
        assertThatThrownBy(this::put).isInstanceOf(StoreException.RouteRefused.class);
    }

    /// Or one object under a key of its own would stop all others.
    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, User: x is not authorized to perform: kms:Decrypt",
        "400, KMS.DisabledException, the key is disabled",
        "400, KMS.KMSInvalidStateException, the key is pending deletion"
    })
    void takesTheEncryptionKeyOfAnObjectForItsOwn(int status, String code, String message) {
        http.refuse(status, code, message);
        assertThatThrownBy(() -> store().open(PINNED, Optional.empty()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> store().find(KEY))
                .isInstanceOf(StoreException.ObjectRefused.class);
    }

    @Test
    void saysInWhichRegionTheBucketIs() {
        http.answer(
                301,
                Map.of("x-amz-bucket-region", "eu-west-1"),
                "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>");
        assertThatThrownBy(this::put)
                .isInstanceOf(StoreException.RouteRefused.class)
                .hasMessage(
                        "put s3://bucket/key: elsewhere (PermanentRedirect, HTTP 301,"
                                + " request without id, the bucket is in eu-west-1)");
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey",
        "404, NoSuchVersion",
        "405, MethodNotAllowed",
        "412, PreconditionFailed"
    })
    void seesThatThePinnedVersionIsGone(int status, String code) {
        http.refuse(status, code, "gone");
        assertThatThrownBy(() -> store().open(PINNED, Optional.empty()))
                .isInstanceOf(SourceChangedException.class)
                .hasMessage("read s3://bucket/key: ETag 0123 is not current any more");
    }

    @Test
    void seesAnErrorInsideA200() {
        http.refuse(200, "InternalError", "again");
        assertThatThrownBy(this::complete)
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage(
                        "complete upload of s3://bucket/key: again (InternalError, HTTP 200,"
                                + " request R1)");
    }

    @Test
    void seesARefusalInsideA200() {
        http.refuse(200, "PreconditionFailed", "no");
        assertThat(complete()).isEqualTo(new WriteAnswer.Refused("PreconditionFailed"));
    }

    @Test
    void takesNoUnconditionalConflictForARefusal() {
        http.refuse(409, "OperationAborted", "conflict");
        assertThatThrownBy(this::put).isInstanceOf(StoreException.Transient.class);
    }

    private S3ObjectStore store() {
        return ScriptedStore.over(http);
    }

    private WriteAnswer put() {
        return store().put(
                        KEY,
                        PLAIN,
                        MemoryBody.of(new byte[10]),
                        Optional.empty(),
                        new Expectation.Any());
    }

    private WriteAnswer complete() {
        return store().complete(UPLOAD, List.of(), 10, Optional.empty(), new Expectation.Absent());
    }
}
