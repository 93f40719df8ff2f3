package s3migrate.transfer.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import s3migrate.ContractsPage;
import s3migrate.OddKeys;

class EvidenceJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The lines `docs/contracts.md` shows.
    @TestFactory
    Iterable<DynamicTest> isReadAndWrittenAsShown() {
        var tests =
                ContractsPage.read().examples().stream()
                        .filter(example -> example.kind().equals("evidence"))
                        .map(example ->
                                DynamicTest.dynamicTest(
                                        example.toString(), () -> check(example.text())))
                        .toList();
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static void check(String shown) throws JsonProcessingException {
        String written = EvidenceJson.write(EvidenceJson.read(shown));
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(shown));
    }

    @Test
    void isOneLineOfAsciiForAnyKeyAndReason() {
        for (String key : OddKeys.ALL) {
            for (var line : new EvidenceLine[] {Lines.copied(key, 0), Lines.failed(key, key)}) {
                String text = EvidenceJson.write(line);
                assertThat(text).matches("[\\x20-\\x7f]+");
                assertThat(EvidenceJson.read(text)).isEqualTo(line);
            }
        }
    }

    @Test
    void refusesWhatIsNoLine() {
        assertThatThrownBy(() -> EvidenceJson.read("{\"route\":\"r\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not JSON");
        assertThatThrownBy(() -> EvidenceJson.read("{\"route\":\"r\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key is no text");
    }
}
