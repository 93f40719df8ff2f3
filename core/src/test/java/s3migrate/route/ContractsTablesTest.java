package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Row;
import s3migrate.route.SettingsReader.Known;

/// `docs/contracts.md` lists what can be set: all of it, nothing else, with values and defaults as
/// they are, and marks what is not built.
class ContractsTablesTest {

    private static final ContractsPage PAGE = ContractsPage.read();

    @Test
    void thePageListsTheWorkersSettings() {
        assertThat(settingsReadBy("W"))
                .containsExactlyInAnyOrderElementsOf(
                        asked(WorkerSettings.NOT_BUILT, WorkerSettings::read));
    }

    @Test
    void thePageListsTheJobsendersSettings() {
        assertThat(settingsReadBy("J"))
                .containsExactlyInAnyOrderElementsOf(
                        asked(JobsenderSettings.NOT_BUILT, JobsenderSettings::read));
    }

    @Test
    void thePageListsTheOptionsOfARouteInTheirOrder() {
        var shown = PAGE.table("route options").stream().map(row -> known(row, 0)).toList();
        assertThat(shown)
                .containsExactlyElementsOf(
                        asked(RouteOptionsReader.NOT_BUILT, RoutesReader::route));
    }

    private static List<Known> settingsReadBy(String program) {
        return PAGE.table("settings").stream()
                .filter(row -> List.of(row.cells().getFirst().split(" ")).contains(program))
                .map(row -> known(row, 1))
                .toList();
    }

    private static Known known(Row row, int values) {
        return new Known(
                row.name(), row.cells().get(values), row.cells().get(values + 1), row.built());
    }

    private static List<Known> asked(Set<String> notBuilt, Consumer<SettingsReader> read) {
        var reader = new SettingsReader(Map.of(), notBuilt, Faults.withValues());
        read.accept(reader);
        return reader.asked();
    }
}
