package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.s3.store.ObjectProperties;

class ScenarioTest {

    private static final long MIB = 1L << 20;

    @Test
    void halfIsThereBeforeAndTheLargestArrivesByEvent() {
        var scenario = Scenario.full();

        assertThat(scenario.before()).hasSize(1_010);
        assertThat(scenario.byEvent()).hasSize(1_011);
        assertThat(scenario.byEvent().getFirst().key()).isEqualTo("backups/large.bin");
        assertThat(scenario.objects().map(DemoObject::key).collect(Collectors.toSet()))
                .hasSize(2_021);
    }

    @Test
    void everythingIsExpectedButTheDeniedObject() {
        assertThat(Scenario.full().expected())
                .hasSize(2_020)
                .noneMatch(object -> object.key().equals(GeneratedObjects.DENIED_KEY));
    }

    @Test
    void ofFilesEverythingIsExpected() {
        var scenario = Scenario.ofFiles(files(10, 20, 30));

        assertThat(scenario.expected()).hasSize(3);
        assertThat(scenario.planned()).isEmpty();
        assertThat(scenario.bytes()).isEqualTo(60);
    }

    @Test
    void theKillHitsTheLargestFileIfItIsLarge() {
        assertThat(Scenario.ofFiles(files(10, 90 * MIB, 30)).kill())
                .isEqualTo(new KillPlan(Optional.of("file-1"), 30 * MIB, 40 * MIB, 0));
    }

    @Test
    void theKillHitsTheMiddleOfManySmallFiles() {
        assertThat(Scenario.ofFiles(files(10, 20, 30)).kill())
                .isEqualTo(new KillPlan(Optional.empty(), 30, 0, 0));
    }

    private static List<DemoObject> files(long... sizes) {
        return IntStream.range(0, sizes.length)
                .mapToObj(number ->
                        new DemoObject(
                                "file-" + number,
                                sizes[number],
                                ObjectProperties.NONE,
                                InputStream::nullInputStream))
                .toList();
    }
}
