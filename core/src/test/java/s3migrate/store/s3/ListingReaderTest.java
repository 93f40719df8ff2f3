package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;

class ListingReaderTest {

    private static final Instant TIME = Instant.parse("2026-02-28T23:59:58.123Z");

    @Test
    void readsAPageAsS3WritesIt() throws IOException {
        var page =
                read(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix/>\
                        <NextContinuationToken>1ueG+c&amp;=</NextContinuationToken><KeyCount>2</KeyCount>\
                        <MaxKeys>2</MaxKeys><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
                        <Contents><Key>a+b%2Bc/%E6%97%A5</Key><LastModified>2026-02-28T23:59:58.123Z</LastModified>\
                        <ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag>\
                        <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>5368709121</Size>\
                        <Owner><ID>Key</ID><DisplayName>x</DisplayName></Owner>\
                        <StorageClass>GLACIER_IR</StorageClass></Contents>\
                        <Contents><Key>b</Key><LastModified>2026-02-28T23:59:58Z</LastModified>\
                        <ETag>"e-2"</ETag><Size>0</Size></Contents>\
                        <CommonPrefixes><Prefix>no row</Prefix></CommonPrefixes></ListBucketResult>
                        """);
        assertThat(page.rows())
                .containsExactly(
                        new ObjectSummary(
                                "a b+c/日",
                                new ETag("d41d8cd98f00b204e9800998ecf8427e"),
                                Optional.empty(),
                                5_368_709_121L,
                                TIME,
                                "GLACIER_IR"),
                        new ObjectSummary(
                                "b",
                                new ETag("e-2"),
                                Optional.empty(),
                                0,
                                Instant.parse("2026-02-28T23:59:58Z"),
                                "STANDARD"));
        assertThat(page.truncated()).isTrue();
        assertThat(page.token()).hasValue("1ueG+c&=");
    }

    @Test
    void tellsWhichArchivedObjectsWereRestored() throws IOException {
        String row =
                """
                <%1$s><Key>%2$s%%C3%%BC</Key><ETag>e</ETag><IsLatest>true</IsLatest>\
                <StorageClass>GLACIER</StorageClass>%3$s</%1$s>\
                """;
        String restored =
                """
                <RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress>\
                <RestoreExpiryDate>2026-12-23T00:00:00.000Z</RestoreExpiryDate></RestoreStatus>\
                """;
        String underWay =
                "<RestoreStatus><IsRestoreInProgress>true</IsRestoreInProgress></RestoreStatus>";
        for (String kind : List.of("Contents", "Version")) {
            var page =
                    read(
                            "<ListResult><EncodingType>url</EncodingType>"
                                    + row.formatted(kind, "a", restored)
                                    + row.formatted(kind, "b", underWay)
                                    + row.formatted(kind, "c", "")
                                    + "<IsTruncated>false</IsTruncated></ListResult>");
            assertThat(page.rows())
                    .extracting(ObjectSummary::key, ObjectSummary::isArchived)
                    .containsExactly(tuple("aü", false), tuple("bü", true), tuple("cü", true));
        }
    }

    @Test
    void readsWhatOtherStoresWrite() throws IOException {
        var page =
                read(
                        """
                        <s3:ListBucketResult xmlns:s3='a>b' >
                          <!-- a comment -->
                          <s3:IsTruncated>false</s3:IsTruncated>
                          <s3:Contents >
                            <s3:Key>&#97;&lt;&#x1F600;%20</s3:Key>
                            <s3:ETag a="1">&#34;e&#34;</s3:ETag><s3:Owner/>
                          </s3:Contents>
                        </s3:ListBucketResult>
                        """);
        assertThat(page.rows()).hasSize(1);
        assertThat(page.rows().getFirst().key()).isEqualTo("a<😀%20");
        assertThat(page.rows().getFirst().etag()).isEqualTo(new ETag("e"));
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void aPageThatBrokeOffIsNone() {
        String whole =
                "<ListBucketResult><Contents><Key>k</Key><ETag>e</ETag></Contents></ListBucketResult>";
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void anotherDocumentIsNoPage() {
        assertThatThrownBy(() -> read("<Error><Code>InternalError</Code></Error>"))
                .isInstanceOf(IOException.class)
                .hasMessage("no page of a listing, but Error");
    }

    @Test
    void aRowWithoutKeyOrETagIsAnError() {
        assertThatThrownBy(() ->
                        read(
                                "<ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>"))
                .hasMessage("a row without key or ETag, behind \"\"");
    }

    @Test
    void aSizeThatIsNoNumberIsAnError() {
        assertThatThrownBy(() ->
                        read(
                                "<ListBucketResult><Contents><Size>1x</Size></Contents></ListBucketResult>"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("\"1x\" in a row of a listing");
    }

    /// Or a number that wrapped around would be compared.
    @Test
    void aSizeBeyondAllNumbersIsAnError() {
        assertThatThrownBy(() ->
                        read(
                                "<ListBucketResult><Contents><Size>9223372036854775808</Size></Contents></ListBucketResult>"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(
                        "\"9223372036854775808\" in a row of a listing: more than a size can be");
    }

    /// Or half a bucket would count as all of it.
    @Test
    void aPageThatDoesNotSayWhetherItIsTheLastIsNone() {
        assertThatThrownBy(() ->
                        read("<ListBucketResult><IsTruncated>tru</IsTruncated></ListBucketResult>"))
                .isInstanceOf(IOException.class)
                .hasMessage("IsTruncated is \"tru\"");
        assertThatThrownBy(() -> read("<ListBucketResult></ListBucketResult>"))
                .isInstanceOf(IOException.class)
                .hasMessage("a page without IsTruncated");
    }

    @Test
    void readsEveryKeyInWhateverPiecesItArrives() {
        Cases.forAll(
                ListingReaderTest::pageInPieces,
                page -> {
                    try {
                        assertThat(new ListingReader(page.body()).read().rows())
                                .extracting(ObjectSummary::key)
                                .isEqualTo(page.keys());
                    } catch (IOException broken) {
                        throw new AssertionError(broken);
                    }
                });
    }

    private record Page(List<String> keys, InputStream body) {

        @Override
        public String toString() {
            return keys.toString();
        }
    }

    private static Page pageInPieces(RandomGenerator random) {
        var keys = new ArrayList<String>();
        var xml =
                new StringBuilder(
                        "<ListBucketResult><IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>");
        for (int i = 0; i < random.nextInt(60); i++) {
            String key = OddKeys.key(random);
            keys.add(key);
            xml.append("<Contents><Key>")
                    .append(URLEncoder.encode(key, UTF_8))
                    .append("</Key><ETag>&quot;e&quot;</ETag></Contents>")
                    .append("\n".repeat(random.nextInt(3)));
        }
        byte[] bytes = xml.append("</ListBucketResult>").toString().getBytes(UTF_8);
        int piece = 1 + random.nextInt(50);
        return new Page(
                keys,
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] into, int from, int length) {
                        return super.read(into, from, Math.min(length, piece));
                    }
                });
    }

    private static ListingReader.Page read(String xml) throws IOException {
        return new ListingReader(new ByteArrayInputStream(xml.getBytes(UTF_8))).read();
    }
}
