package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole fault matrix: each cell alone, and `-Dseeds` times with unruly messages and a second
/// fault. Leaves the table of `docs/reliability.md` in `target/fault-matrix.md`.
@Tag("exhaustive")
class FaultMatrixExhaustiveTest {

    private static final int SEEDS = Integer.getInteger("seeds", 5);

    @Test
    void everyCellEndsRight() throws Exception {
        var broken = new ArrayList<String>();
        long runs = 0;
        for (var scenario : FaultScenario.all()) {
            for (var cell : FaultMatrix.cells(scenario)) {
                FaultMatrix.faults(cell).forEach(fault -> broken.add(cell + ": " + fault));
                for (int seed = 0; seed < SEEDS; seed++) {
                    String name = "%s, seed %d: ".formatted(cell, seed);
                    FaultMatrix.faults(cell, seed).forEach(fault -> broken.add(name + fault));
                }
                runs += 1 + SEEDS;
            }
        }
        var table = FaultMatrix.table() + "\n%,d deployments were run.\n".formatted(runs);
        Files.writeString(
                Files.createDirectories(Path.of("target")).resolve("fault-matrix.md"), table);
        System.out.println(table);
        assertThat(broken).isEmpty();
    }
}
