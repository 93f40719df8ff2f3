package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.listing.Rows.row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.listing.Difference.Changed;
import s3migrate.listing.Difference.Same;
import s3migrate.listing.Difference.SameSize;

class EqualityTest {

    private static final String MD5 = "0123456789abcdef0123456789ABCDEF";

    @ParameterizedTest
    @EnumSource
    void anotherSizeIsAChange(Equality equality) {
        var source = row("k", MD5, 1);
        var destination = row("d/k", MD5, 2);
        assertThat(equality.of(source, destination)).isEqualTo(new Changed(source, destination));
    }

    @ParameterizedTest
    @ValueSource(strings = {MD5, MD5 + "-3"})
    void equalMd5ETagsAreEqualContent(String etag) {
        var source = row("k", etag, 1);
        assertThat(Equality.CONTENT.of(source, row("d/k", etag, 1))).isEqualTo(new Same(source));
    }

    @Test
    void unequalETagsProveNothingInAListing() {
        var source = row("k", MD5, 1);
        var destination = row("d/k", "f".repeat(32), 1);
        assertThat(Equality.CONTENT.of(source, destination))
                .isEqualTo(new Suspect(source, destination));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-", "-1", "W-1", "0123-1"})
    void equalETagsOfAnotherFormProveNothing(String etag) {
        var source = row("k", etag, 1);
        var destination = row("d/k", etag, 1);
        assertThat(Equality.CONTENT.of(source, destination))
                .isEqualTo(new Suspect(source, destination));
    }

    @Test
    void emptyObjectsAreEqualWhateverTheirETags() {
        var source = row("k", MD5, 0);
        assertThat(Equality.CONTENT.of(source, row("d/k", "encrypted", 0)))
                .isEqualTo(new Same(source));
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "METADATA"})
    void noListingSaysWhatVersionOrWhichHeadersAreThere(Equality equality) {
        var source = row("k", MD5, 0);
        var destination = row("d/k", MD5, 0);
        assertThat(equality.of(source, destination)).isEqualTo(new Suspect(source, destination));
    }

    @Test
    void alwaysTakesNothingForEqual() {
        var source = row("k", MD5, 1);
        var destination = row("d/k", MD5, 1);
        assertThat(Equality.ALWAYS.of(source, destination))
                .isEqualTo(new Changed(source, destination));
    }

    @Test
    void theSizeIsAllThatSizeLooksAt() {
        var source = row("k", MD5, 1);
        assertThat(Equality.SIZE.of(source, row("d/k", "f".repeat(32), 1)))
                .isEqualTo(new SameSize(source));
    }
}
