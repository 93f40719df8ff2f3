package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.ListingRequest;
import s3migrate.store.NewObject;

/// Every remote call of a deployment in memory, and each way in which it can go wrong: whatever
/// that is, once nothing waits any more the destination is what the source is, each copy was always
/// whole and never older than before, no upload is open after the next run, nothing is a dead
/// letter or a failure, and what proves each copy is written down.
///
/// A fixed sample; `FaultMatrixExhaustiveTest` is the whole.
class FaultMatrixTest {

    private static final int EVERY = 13;

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongTheDestinationIsTheSourceInTheEnd(FaultScenario scenario)
            throws Exception {
        var cells = FaultMatrix.cells(scenario);
        for (int i = scenario.text().length() % EVERY; i < cells.size(); i += EVERY) {
            assertThat(FaultMatrix.faults(cells.get(i))).as(cells.get(i).toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void soItIsWhereMessagesAreUnrulyAndASecondCallGoesWrong(FaultScenario scenario)
            throws Exception {
        var cells = FaultMatrix.cells(scenario);
        for (int i = scenario.text().length() % EVERY; i < cells.size(); i += EVERY) {
            assertThat(FaultMatrix.faults(cells.get(i), i))
                    .as(cells.get(i) + ", seed " + i)
                    .isEmpty();
        }
    }

    @Test
    void thePageNamesAsManyCellsAsThereAre() throws Exception {
        var page = Path.of("..", "docs", "reliability.md");
        assertThat(Files.readString(page)).contains(FaultMatrix.table());
    }

    @Test
    void aBatchWhoseWorkerDiedSendsNoObjectThatIsThere() throws Exception {
        var calls = FaultMatrix.calls(FaultScenario.BATCH);
        var puts = IntStream.range(0, calls.size()).filter(i -> isPut(calls.get(i))).toArray();
        int lastObject = puts[puts.length - 2]; // the last put is of the evidence
        var death = new RemoteCalls.Placed(lastObject + 1, FaultKind.DEATH_AFTER);
        var world = new FaultWorld(FaultScenario.BATCH, List.of(death), Optional.empty());

        world.work();

        assertThat(world.faults()).isEmpty();
        assertThat(world.calls.made().stream().filter(FaultMatrixTest::isPut)).hasSameSizeAs(puts);
    }

    @Test
    void evidenceThatCannotBeReadKeepsNoRunFromBeginning() throws Exception {
        var world = new FaultWorld(FaultScenario.RUN, List.of(), Optional.empty());
        world.work();
        var evidence = world.buckets.list(ListingRequest.first("reports", "evidence/", ""));
        assertThat(evidence.objects()).isNotEmpty();
        evidence.objects()
                .forEach(row ->
                        world.buckets.write(
                                new ObjectLocation("reports", row.key()), Bench.bytes(9)));
        world.write("created later", 30);

        world.nextRun();

        assertThat(world.buckets.bytes(Bench.copy("created later"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "RUN"})
    void evidenceHasOneLineOfEachObjectThatWasFound(FaultScenario scenario) throws Exception {
        var world = new FaultWorld(scenario, List.of(), Optional.empty());

        world.work();

        assertThat(world.evidence()).hasSize(world.objects());
        assertThat(world.evidence().values()).allSatisfy(lines -> assertThat(lines).hasSize(1));
    }

    @Test
    void whatProvedAnEarlierVersionIsNoProof() throws Exception {
        var world = new FaultWorld(FaultScenario.BATCH, List.of(), Optional.empty());
        world.work();

        world.write("b0", 60);
        world.buckets.write(Bench.copy("b0"), Bench.bytes(60));

        assertThat(world.faults()).containsExactly("nothing proves the copy of b0");
    }

    @Test
    void whatTheLedgerProvedOfAnEarlierVersionIsNoProof() throws Exception {
        var world = new FaultWorld(FaultScenario.SMALL, List.of(), Optional.empty());
        world.work();
        assertThat(world.faults()).isEmpty();

        world.write("a", 70);
        world.buckets.write(Bench.copy("a"), Bench.bytes(70));

        assertThat(world.faults()).containsExactly("nothing proves the copy of a");
    }

    private static boolean isPut(RemoteCalls.Made call) {
        return call.method().equals("put");
    }

    @Test
    void whatIsNotAsPromisedIsNoticed() throws Exception {
        var world = new FaultWorld(FaultScenario.BATCH, List.of(), Optional.empty());
        world.work();
        assertThat(world.faults()).isEmpty();

        var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
        world.buckets.create(Bench.copy("b0"), nothing, ChecksumAlgorithm.CRC32C);
        world.buckets.write(Bench.copy("b1"), Bench.bytes(999));
        world.buckets.delete(Bench.copy("b2"));
        var evidence = world.buckets.list(ListingRequest.first("reports", "evidence/", ""));
        evidence.objects()
                .forEach(row -> world.buckets.delete(new ObjectLocation("reports", row.key())));

        assertThat(world.faults())
                .anyMatch(fault -> fault.startsWith("the copy of b1 is state -1 of 0"))
                .anyMatch(fault -> fault.startsWith("the copy of b2 is state -1 of 0"))
                .anyMatch(fault -> fault.startsWith("left open: "))
                .anyMatch(fault -> fault.equals("nothing proves the copy of b0"))
                .anyMatch(fault -> fault.startsWith("lines of evidence are of [], found were "));
    }
}
