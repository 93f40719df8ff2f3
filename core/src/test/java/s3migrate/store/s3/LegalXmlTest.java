package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LegalXmlTest {

    @ParameterizedTest
    @CsvSource({
        "<Key>&#x1;</Key>, <Key>?</Key>",
        "<Key>&#31;&#xB;</Key>, <Key>??</Key>",
        "<Key>&#xFFFE;&#xD800;</Key>, <Key>??</Key>",
        "<Key>a\u0001b\uFFFF</Key>, <Key>a?b?</Key>",
        "<Key>&#x9;&#10;&#xD;</Key>, <Key>&#x9;&#10;&#xD;</Key>",
        "<Key>&amp;&lt;&#x1F600;😀～é$1</Key>, <Key>&amp;&lt;&#x1F600;😀～é$1</Key>"
    })
    void replacesWhatXmlForbidsAndNothingElse(String written, String read) {
        assertThat(LegalXml.legal(written)).isEqualTo(read);
    }
}
