package s3migrate.transfer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.order.Scenario.Limits;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of looks and writes keeps its promises whatever two workers, their deaths and their
/// late calls do: the real transfer, in every order of its calls.
///
/// Once nothing is at work or on its way, the destination is what the source is and no upload is
/// open; at any time it holds a whole version, and where no content comes back never an older one
/// than before. `OrderModelExhaustiveTest` goes further.
class OrderModelTest {

    private static final Limits EVERYTHING = new Limits(1, 1, 1, 1, 1, 1);

    /// Explored to the end.
    @ParameterizedTest
    @CsvSource({
        "'', ab", "a, ba", "'', a-", "a, -a", "'', A", "A, -", "A, -a",
    })
    void everyOrderWithAKillAndALateCallEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).with(Limits.LATE);
        assertThat(new Search(deletingIf(scenario)).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', ab", "'', a-", "'', A", "A, -a"})
    void everyOrderWithALostReplyEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).with(Limits.LOST);
        assertThat(new Search(deletingIf(scenario)).everywhere(60_000).complete()).isTrue();
    }

    /// Where S3 copies by itself, source and destination are asked otherwise, and end the same.
    @ParameterizedTest
    @CsvSource({"'', ab", "a, ba", "'', a-", "a, -a", "'', A", "A, -a"})
    void everyOrderWithAKillAndALateCopyWithinS3EndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).withinS3().with(Limits.LATE);
        assertThat(new Search(deletingIf(scenario)).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceWithinS3WithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.withinS3().with(EVERYTHING)).atRandom(seed);
        }
    }

    /// What a comparison saw may be outdated when the copy begins, and nobody looks before it does.
    @ParameterizedTest
    @CsvSource({"'', ab", "a, ba", "'', a-", "a, -a"})
    void everyOrderWithAKillAndALateCopyOfWhatWasListedEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).listedWithinS3().with(Limits.LATE);
        assertThat(new Search(deletingIf(scenario)).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource("'', ab")
    void everyOrderWithALostReplyOfACopyOfWhatWasListedEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).listedWithinS3().with(Limits.LOST);
        assertThat(new Search(scenario).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceOfWhatWasListedWithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.listedWithinS3().with(EVERYTHING)).atRandom(seed);
        }
    }

    /// By chance, but the same each time.
    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceWithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.with(EVERYTHING)).atRandom(seed);
        }
    }

    /// A huge object is its job, its slices, and its job again: workers at any of them.
    @ParameterizedTest
    @CsvSource({"'', A", "a, A", "'', A-"})
    void everyOrderOfSlicesEndsRight(String before, String history) {
        var scenario = deletingIf(Scenario.of(before, history)).inSlices();
        assertThat(new Search(scenario).everywhere(150_000).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceOfSlicesWithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.inSlices().with(EVERYTHING)).atRandom(seed);
        }
    }

    /// A look for a whole batch may be old when an object's turn comes.
    @ParameterizedTest
    @CsvSource({"'', ab", "a, ba", "'', A"})
    void everyOrderWithAKillAfterALookAheadEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).lookingAhead().with(Limits.KILL);
        assertThat(new Search(scenario).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceAfterALookAheadWithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.lookingAhead().with(EVERYTHING)).atRandom(seed);
        }
    }

    /// A superseded version stays there to be read, so that no read tells whoever copies it.
    @ParameterizedTest
    @CsvSource({"e, A", "e, Ab", "e, aB"})
    void everyOrderOfVersionsEndsRight(String before, String history) {
        var scenario = Scenario.of(before, history).ofVersions();
        assertThat(new Search(scenario).everywhere(60_000).complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ordersByChanceOfVersionsWithEverythingThatCanGoWrongEndRight(Scenario scenario) {
        for (int seed = 0; seed < 120; seed++) {
            new Search(scenario.ofVersions().with(EVERYTHING)).atRandom(seed);
        }
    }

    /// What the protocol relies on, taken away: the model must notice.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutWhatItReliesOnThePromiseIsBroken(Flaw flaw) {
        var scenario =
                switch (flaw) {
                    case NO_CONDITIONS -> Scenario.of("", "ab");
                    case ABORTS_NOTHING -> Scenario.of("A", "BA").with(Limits.LATE);
                    case LOSES_A_HINT, NONE -> Scenario.of("", "ab");
                };
        assertThatThrownBy(() -> new Search(scenario.with(flaw)).everywhere(100_000))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        switch (flaw) {
                            case NO_CONDITIONS -> "the destination went back to a";
                            case ABORTS_NOTHING, LOSES_A_HINT, NONE -> "at rest";
                        });
    }

    private static Scenario deletingIf(Scenario scenario) {
        return scenario.history().contains("-") ? scenario.deleting() : scenario;
    }
}
