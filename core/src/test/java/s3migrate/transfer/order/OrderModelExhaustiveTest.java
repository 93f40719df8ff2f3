package s3migrate.transfer.order;

import static s3migrate.transfer.order.Scenario.Limits;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order model as far as memory and an hour reach: each scenario up to a number of states, and
/// many orders by chance behind that. `mvn verify -Pexhaustive` runs it; `-Dstates` and `-Dwalks`
/// set how far.
@Tag("exhaustive")
class OrderModelExhaustiveTest {

    private static final int STATES = Integer.getInteger("states", 300_000);
    private static final int WALKS = Integer.getInteger("walks", 20_000);

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void withAKillAndALateCall(Scenario scenario) {
        explore(scenario.with(Limits.LATE));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void withAKillAndALateCallAfterALookAhead(Scenario scenario) {
        explore(scenario.lookingAhead().with(Limits.LATE));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void ofVersionsWithAKillAndALateCall(Scenario scenario) {
        explore(scenario.ofVersions().with(Limits.LATE));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void withALostReply(Scenario scenario) {
        explore(scenario.with(Limits.LOST));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void withADuplicateAndALeaseThatEndsUnderItsOwner(Scenario scenario) {
        explore(scenario.with(new Limits(0, 0, 0, 1, 1, 0)));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void withTwoKillsAndATimeThatIsUp(Scenario scenario) {
        explore(scenario.with(new Limits(2, 1, 0, 0, 0, 1)));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void inSlices(Scenario scenario) {
        explore(scenario.inSlices());
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void inSlicesWithAKillAndALateCall(Scenario scenario) {
        explore(scenario.inSlices().with(Limits.LATE));
    }

    @ParameterizedTest
    @MethodSource("s3migrate.transfer.order.Scenario#all")
    void inSlicesWithADuplicateAndALeaseThatEndsUnderItsOwner(Scenario scenario) {
        explore(scenario.inSlices().with(new Limits(0, 0, 0, 1, 1, 0)));
    }

    private static void explore(Scenario scenario) {
        var result = new Search(scenario).everywhere(STATES);
        System.out.println(result);
        for (int seed = 0; seed < WALKS && !result.complete(); seed++) {
            new Search(scenario).atRandom(seed);
        }
    }
}
