package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.store.s3.ScriptedStore.KEY;
import static s3migrate.store.s3.ScriptedStore.PART_3;
import static s3migrate.store.s3.ScriptedStore.PINNED;
import static s3migrate.store.s3.ScriptedStore.PLAIN;
import static s3migrate.store.s3.ScriptedStore.UPLOAD;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.PinnedObject;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.OpenUpload;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import s3migrate.store.memory.MemoryBody;

/// What goes out over https, as S3 sees it.
final class S3RequestsTest {

    private static final Checksum CRC =
            Checksum.ofWhole(ChecksumAlgorithm.CRC64NVME, "AAAAAAAAAAA=");

    private final ScriptedHttp http = new ScriptedHttp().answer(200, ANSWER, "0123456789");

    private static final Map<String, String> ANSWER =
            Map.of(
                    "ETag", "\"0123\"",
                    "Content-Length", "10",
                    "Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT");

    @Test
    void sendsAWholeObjectAsItIsWithTheChecksumItWasGiven() {
        put(PLAIN, Optional.of(CRC), new Expectation.Absent());
        assertThat(http.sent("x-amz-content-sha256")).hasValue("UNSIGNED-PAYLOAD");
        assertThat(http.sent("x-amz-checksum-crc64nvme")).hasValue("AAAAAAAAAAA=");
        assertThat(http.sent("If-None-Match")).hasValue("*");
        assertThat(http.sent("Content-Length")).hasValue("10");
        assertThat(http.sent("Content-Encoding")).isEmpty();
        assertThat(http.sent("x-amz-trailer")).isEmpty();
        assertThat(http.sentBody()).isEqualTo("0123456789");
    }

    @Test
    void sendsACrc32cBehindTheBytesWhereNoneWasGiven() {
        put(PLAIN, Optional.empty(), new Expectation.Present(new ETag("abc")));
        assertThat(http.sent("x-amz-content-sha256"))
                .hasValue("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        assertThat(http.sent("x-amz-decoded-content-length")).hasValue("10");
        assertThat(http.sent("If-Match")).hasValue("\"abc\"");
        assertThat(http.sentBody())
                .isEqualTo("a\r\n0123456789\r\n0\r\nx-amz-checksum-crc32c:KAwGng==\r\n\r\n");
    }

    @Test
    void sendsACrc32cBehindThePartOfAnUploadThatKeepsOne() {
        assertThat(store().uploadPart(UPLOAD, PART_3, body())).isPresent();
        assertThat(http.sent("x-amz-content-sha256"))
                .hasValue("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        assertThat(http.sent("x-amz-trailer")).hasValue("x-amz-checksum-crc32c");
    }

    @Test
    void sendsAPartOfAnyOtherUploadAsItIsWithoutChecksum() {
        var upload = new MultipartUpload(KEY, UPLOAD.id(), ChecksumAlgorithm.CRC64NVME);
        assertThat(store().uploadPart(upload, PART_3, body())).isPresent();
        assertThat(http.sent("x-amz-content-sha256")).hasValue("UNSIGNED-PAYLOAD");
        assertThat(http.requests().getLast().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("checksum"));
        assertThat(http.sentBody()).isEqualTo("0123456789");
    }

    @Test
    void sendsHeadersTagsAndClassByteForByte() {
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/x;  odd"),
                        Optional.of("gzip"),
                        Optional.of("de"),
                        Optional.of("inline"),
                        Optional.of("no-cache"),
                        Optional.of("whenever"),
                        Optional.of("/else"),
                        Map.of("Name", "a  b"));
        var what = new NewObject(metadata, Optional.of("GLACIER_IR"), Map.of("k +", "ü&="));
        put(what, Optional.of(CRC), new Expectation.Any());
        assertSentWith(what, http);

        var begun = new ScriptedHttp().answer(200, Map.of(), "<InitiateMultipartUploadResult/>");
        ScriptedStore.over(begun).create(KEY, what, ChecksumAlgorithm.CRC32C);
        assertSentWith(what, begun);
        assertThat(begun.sent("x-amz-checksum-algorithm")).hasValue("CRC32C");
        assertThat(begun.sent("x-amz-checksum-type")).hasValue("FULL_OBJECT");
    }

    @Test
    void refusesAHeaderThatCannotBeSignedAsItIsSent() {
        var metadata =
                new ObjectMetadata(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("name", "é"));
        var what = new NewObject(metadata, Optional.empty(), Map.of());
        assertThatThrownBy(() -> put(what, Optional.of(CRC), new Expectation.Any()))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage(
                        "put s3://bucket/key: the value of x-amz-meta-name is not ASCII: é"
                                + " (HeaderNotAscii)");
    }

    @Test
    void completesWithChecksumTypeSizeAndCondition() {
        var http =
                new ScriptedHttp()
                        .answer(
                                200,
                                Map.of(),
                                """
                                <CompleteMultipartUploadResult><ETag>"a-1"</ETag>\
                                <ChecksumCRC32C>AAAAAA==</ChecksumCRC32C>\
                                </CompleteMultipartUploadResult>\
                                """);
        var crc = Checksum.ofWhole(ChecksumAlgorithm.CRC32C, "AAAAAA==");
        var part = new UploadedPart(1, new ETag("p"), 10, Optional.empty());
        var answer =
                ScriptedStore.over(http)
                        .complete(
                                UPLOAD,
                                List.of(part),
                                10,
                                Optional.of(crc),
                                new Expectation.Absent());
        assertThat(answer)
                .isEqualTo(
                        new WriteAnswer.Written(
                                new ETag("a-1"), Optional.empty(), Optional.of(crc)));
        assertThat(http.sent("x-amz-checksum-crc32c")).hasValue("AAAAAA==");
        assertThat(http.sent("x-amz-checksum-type")).hasValue("FULL_OBJECT");
        assertThat(http.sent("x-amz-mp-object-size")).hasValue("10");
        assertThat(http.sent("If-None-Match")).hasValue("*");
        assertThat(http.sentBody())
                .contains("<ETag>&quot;p&quot;</ETag><PartNumber>1</PartNumber>");
    }

    @Test
    void readsThePinnedVersionOnly() {
        store().open(PINNED, Optional.of(new ByteRange(20, 10))).close();
        assertThat(http.sent("If-Match")).hasValue("\"0123\"");
        assertThat(http.sent("Range")).hasValue("bytes=20-29");
        assertThat(http.sent("x-amz-checksum-mode")).isEmpty();
        assertThat(http.requests().getLast().firstMatchingRawQueryParameter("versionId"))
                .hasValue("v7");
    }

    @Test
    void asksForNoRangeOfAnEmptyObject() {
        var http = new ScriptedHttp().answer(200, emptyAnswer(), "");
        ScriptedStore.over(http).open(KEY).orElseThrow().close();
        assertThat(http.sent("Range")).isEmpty();
        assertThat(http.sent("x-amz-checksum-mode")).hasValue("ENABLED");
    }

    @Test
    void seesThatAStoreThatKnowsNoIfMatchAnswersAnotherVersion() {
        var other = new PinnedObject(KEY, new ETag("4567"), Optional.empty(), PINNED.size());
        assertThatThrownBy(() -> store().open(other, Optional.empty()))
                .isInstanceOf(SourceChangedException.class)
                .hasMessage("read s3://bucket/key: ETag 4567 is not current any more");
    }

    @Test
    void refusesAStoreThatAnswersOtherBytesThanAskedFor() {
        assertThatThrownBy(() -> store().open(PINNED, Optional.of(new ByteRange(2, 3))))
                .isInstanceOf(StoreException.ObjectRefused.class)
                .hasMessage("get s3://bucket/key: expected 3 bytes, found 10 (WrongLength)");
    }

    @Test
    void followsAListOfUploadsToItsEnd() {
        var pages =
                new ScriptedHttp()
                        .answer(200, Map.of(), page(true, "u1", "k%2Bey", "u1"))
                        .answer(200, Map.of(), page(false, "u2", "", ""));
        var key = new ObjectLocation("bucket", "k+ey");
        assertThat(ScriptedStore.over(pages).uploads(key))
                .extracting(OpenUpload::id)
                .containsExactly("u1", "u2");
        var second = pages.requests().getLast();
        assertThat(second.firstMatchingRawQueryParameter("key-marker")).hasValue("k+ey");
        assertThat(second.firstMatchingRawQueryParameter("upload-id-marker")).hasValue("u1");
    }

    private static String page(boolean more, String id, String keyMarker, String idMarker) {
        return """
        <ListMultipartUploadsResult><EncodingType>url</EncodingType>\
        <IsTruncated>%s</IsTruncated><NextKeyMarker>%s</NextKeyMarker>\
        <NextUploadIdMarker>%s</NextUploadIdMarker><Upload><Key>k%%2Bey</Key>\
        <UploadId>%s</UploadId><Initiated>2026-01-02T03:04:05.000Z</Initiated></Upload>\
        </ListMultipartUploadsResult>\
        """
                .formatted(more, keyMarker, idMarker, id);
    }

    private static Map<String, String> emptyAnswer() {
        var headers = new HashMap<>(ANSWER);
        headers.put("Content-Length", "0");
        return headers;
    }

    private static void assertSentWith(NewObject what, ScriptedHttp http) {
        var metadata = what.metadata();
        assertThat(http.sent("Content-Type")).isEqualTo(metadata.contentType());
        assertThat(http.sent("Content-Encoding")).isEqualTo(metadata.contentEncoding());
        assertThat(http.sent("Content-Language")).isEqualTo(metadata.contentLanguage());
        assertThat(http.sent("Content-Disposition")).isEqualTo(metadata.contentDisposition());
        assertThat(http.sent("Cache-Control")).isEqualTo(metadata.cacheControl());
        assertThat(http.sent("Expires")).isEqualTo(metadata.expires());
        assertThat(http.sent("x-amz-website-redirect-location"))
                .isEqualTo(metadata.websiteRedirect());
        assertThat(http.sent("x-amz-storage-class")).isEqualTo(what.storageClass());
        assertThat(http.sent("x-amz-meta-name")).hasValue("a  b");
        assertThat(http.sent("x-amz-tagging")).hasValue("k%20%2B=%C3%BC%26%3D");
    }

    private S3ObjectStore store() {
        return ScriptedStore.over(http);
    }

    private WriteAnswer put(NewObject what, Optional<Checksum> checksum, Expectation expected) {
        return store().put(KEY, what, body(), checksum, expected);
    }

    private static MemoryBody body() {
        return MemoryBody.of("0123456789".getBytes(US_ASCII));
    }
}
