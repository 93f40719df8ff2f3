package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.ContractsPage;
import s3migrate.ContractsPage.Row;
import s3migrate.infra.migration.Migration;
import s3migrate.infra.migration.ProgramSettings;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.WorkerSettings;

/// Stack and programs agree on names: settings, handlers, native code.
@NeedsNode
class ProgramsIT {

    private static final String WORKER = "s3-migrate-worker";
    private static final String JOBSENDER = "s3-migrate-jobsender";
    private static final String ARM = "existing-buckets-to-another-account";
    private static final String X86 = "from-china";

    @TempDir Path directory;

    @Test
    void everyVariableIsASettingAndEverySettingThatCanBeSetIsAVariable() throws IOException {
        var file = directory.resolve("migration.json");
        new ObjectMapper()
                .writeValue(
                        file.toFile(),
                        Map.of(
                                "region",
                                "eu-west-1",
                                "alarm_email",
                                "ops@example.com",
                                "event_buckets",
                                Set.of("photos"),
                                "settings",
                                chosen()));
        var all = Synthesis.of("all-settings", Migration.read(file), "");
        assertThat(variables(all, WORKER)).isEqualTo(settable(WorkerSettings.names()));
        assertThat(variables(all, JOBSENDER)).isEqualTo(settable(JobsenderSettings.names()));
        // SSM refuses the empty text that an empty list is.
        assertThat(
                        all.resource("AWS::SSM::Parameter", "Name", "s3_migrate_ignore_list")
                                .properties()
                                .path("Value")
                                .asText())
                .startsWith("#");
    }

    @ParameterizedTest
    @CsvSource({
        WORKER + ",s3migrate.worker.WorkerHandler",
        JOBSENDER + ",s3migrate.jobsender.JobsenderHandler",
        "s3-migrate-notifications,s3migrate.jobsender.notification.NotificationHandler"
    })
    void theHandlerIsInTheAsset(String function, String handler) throws Exception {
        var synthesis = Synthesis.of("within-one-account");
        assertThat(synthesis.function(function).path("Handler").asText())
                .isEqualTo(handler + "::handleRequest");
        assertThat(classes(synthesis.asset(function)))
                .contains(handler.replace('.', '/') + ".class");
        assertThat(Class.forName(handler).getInterfaces())
                .extracting(Class::getName)
                .contains("com.amazonaws.services.lambda.runtime.RequestHandler");
    }

    @ParameterizedTest
    @CsvSource({ARM + ",arm64,aarch_64", X86 + ",x86_64,x86_64"})
    void theAssetHasTheNativeCodeOfItsArchitecture(
            String example, String architecture, String classifier) throws IOException {
        var synthesis = Synthesis.of(example);
        assertThat(synthesis.function(WORKER).at("/Architectures/0").asText())
                .isEqualTo(architecture);
        assertThat(files(synthesis.asset(WORKER)))
                .containsExactlyInAnyOrder(
                        "lib/worker.jar",
                        "lib/AmazonCorrettoCryptoProvider-linux-%s.jar".formatted(classifier));
    }

    /// `docs/contracts.md`, section 5.
    @Test
    void theStackIsDescribedAsTheContractShowsIt() throws IOException {
        var shown =
                ContractsPage.read().examples().stream()
                        .filter(example -> example.kind().equals("stack"))
                        .findFirst()
                        .orElseThrow();
        var expected = names(new ObjectMapper().readTree(shown.text()));
        var parameter =
                Synthesis.of(ARM).resource("AWS::SSM::Parameter", "Name", "s3_migrate_stack");
        var written =
                new ObjectMapper().readTree(Intrinsics.text(parameter.properties().path("Value")));
        assertThat(names(written)).isEqualTo(expected);
    }

    /// Every setting a user may choose, with its default or, where it has none, some value.
    private static Map<String, String> chosen() {
        var chosen = new TreeMap<String, String>();
        for (var row : ContractsPage.read().table("settings")) {
            if (ProgramSettings.names().contains(row.name()) && isSettable(row)) {
                String byDefault = row.cells().get(2);
                boolean none = !byDefault.startsWith("`");
                chosen.put(
                        row.name(), none ? some(row.cells().get(1)) : byDefault.replace("`", ""));
            }
        }
        return chosen;
    }

    /// A value of those that are accepted.
    private static String some(String accepted) {
        var numbers = Pattern.compile("a whole number from ([\\d,]+) to .*").matcher(accepted);
        return numbers.matches() ? numbers.group(1).replace(",", "") : "something";
    }

    /// What is not built may be set to its default only, and so not at all where it has none.
    private static boolean isSettable(Row row) {
        return row.built() || !row.cells().get(2).equals("none");
    }

    private static Set<String> settable(Set<String> names) {
        var settable = new TreeSet<String>();
        ContractsPage.read().table("settings").stream()
                .filter(row -> names.contains(row.name()))
                .filter(ProgramsIT::isSettable)
                .forEach(row -> settable.add(row.name()));
        return settable;
    }

    private static Set<String> variables(Synthesis synthesis, String function) {
        return names(synthesis.function(function).at("/Environment/Variables"));
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> files(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var names = new TreeSet<String>();
            file.stream().filter(e -> !e.isDirectory()).forEach(e -> names.add(e.getName()));
            return names;
        }
    }

    /// The entries of every jar in `lib`, which is what Lambda puts on the class path.
    private static Set<String> classes(Path zip) throws IOException {
        var names = new TreeSet<String>();
        try (var file = new ZipFile(zip.toFile())) {
            for (var jar : files(zip)) {
                var entries = new ZipInputStream(file.getInputStream(file.getEntry(jar)));
                for (var e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
                    names.add(e.getName());
                }
            }
        }
        return names;
    }
}
