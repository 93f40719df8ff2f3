package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.HostileTexts;

/// Pages of listings that were damaged: each is read or refused within a moment.
class HostileListingTest {

    private static final List<String> GOOD =
            List.of(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>\
                    <NextContinuationToken>1ueG+c&amp;=</NextContinuationToken><KeyCount>2</KeyCount>\
                    <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
                    <Contents><Key>a+b%2Bc/%E6%97%A5</Key><LastModified>2026-02-28T23:59:58.123Z</LastModified>\
                    <ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>5368709121</Size>\
                    <StorageClass>GLACIER_IR</StorageClass></Contents></ListBucketResult>
                    """,
                    """
                    <ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>\
                    <NextVersionIdMarker>v</NextVersionIdMarker><Version><Key>a</Key><VersionId>v</VersionId>\
                    <IsLatest>true</IsLatest><LastModified>2026-02-28T23:59:58Z</LastModified>\
                    <ETag>"e-2"</ETag><Size>0</Size></Version><DeleteMarker><Key>c</Key>\
                    <VersionId>w</VersionId><IsLatest>true</IsLatest></DeleteMarker></ListVersionsResult>
                    """);

    /// What is refused so is asked for again, and then an error that names the page.
    @Test
    void aPageIsReadOrRefused() {
        HostileTexts.forEach(
                GOOD,
                xml -> {
                    try {
                        var bytes = new ByteArrayInputStream(xml.getBytes(UTF_8));
                        assertThat(new ListingReader(bytes).read().rows())
                                .allMatch(row -> row.size() >= 0);
                    } catch (IOException | IllegalArgumentException | DateTimeException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                    }
                });
    }
}
