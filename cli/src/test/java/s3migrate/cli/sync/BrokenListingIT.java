package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.DisorderedStore;
import s3migrate.cli.ExitCode;

/// `s3migrate sync` from a store whose listing cannot be walked.
class BrokenListingIT {

    @TempDir private Path directory;

    @Test
    void doesNotStartWhereTheFirstPageIsOutOfOrder() throws Exception {
        var ended = syncFrom(1, "--dry-run");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .contains("key \"key-00000\" came after \"key-00000\": accepted is UTF-8 order");
    }

    /// Far more keys than are decided together.
    @Test
    void endsWithAReportWhereALaterPageIsOutOfOrder() throws Exception {
        var ended = syncFrom(3_000, "--dry-run");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(ended.err())
                .contains("stopped: list s3://from/: key \"key-00000\" came after \"key-02999\"");
        assertThat(ended.out()).containsPattern("missing +3,000");
    }

    @Test
    void aSampleThatCannotBeTakenTellsNothingButWhy() throws Exception {
        var ended = syncFrom(3_000, "--dry-run", "--sample");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err()).contains("accepted is UTF-8 order").doesNotContain("own");
        assertThat(ended.out()).isEmpty();
    }

    private TwoServers.Ended syncFrom(int keysInOrder, String... options) throws Exception {
        try (var servers = new TwoServers(directory);
                var store = new DisorderedStore(keysInOrder)) {
            var all = new ArrayList<>(List.of(options));
            all.addAll(List.of("--source-endpoint", store.uri().toString()));
            return servers.sync(all.toArray(String[]::new));
        }
    }
}
