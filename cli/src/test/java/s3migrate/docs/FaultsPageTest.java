package s3migrate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `docs/faults-of-the-earlier-system.md`, and every other page that names tests, is held to the
/// tests of all modules, by their sources.
class FaultsPageTest {

    private static final Path PAGE = Path.of("../docs/faults-of-the-earlier-system.md");
    private static final int FAULTS = 30;
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*\\|.*\\|(.*)\\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern TESTS =
            Pattern.compile("(?s)@(?:Test|ParameterizedTest)\\b.*?\\bvoid (\\w+)\\(");

    /// A fault and the tests that hold it off.
    private record Row(int number, List<Named> tests) {}

    private record Named(String type, String method) {}

    private static List<Row> rows;
    private static Map<String, List<Path>> sources;

    @BeforeAll
    static void read() throws IOException {
        rows =
                Files.readAllLines(PAGE).stream()
                        .flatMap(line -> ROW.matcher(line).results())
                        .map(row -> new Row(Integer.parseInt(row.group(1)), named(row.group(2))))
                        .toList();
        try (var modules = Files.list(Path.of(".."))) {
            var found = new ArrayList<Path>();
            for (var module : modules.toList()) {
                found.addAll(testSources(module.resolve("src/test/java")));
            }
            sources = found.stream().collect(Collectors.groupingBy(FaultsPageTest::type));
        }
    }

    @Test
    void everyFaultHasATest() {
        assertThat(rows)
                .extracting(Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
        assertThat(rows).allSatisfy(row -> assertThat(row.tests()).isNotEmpty());
    }

    @Test
    void everyTestThatIsNamedExists() {
        var missing =
                rows.stream()
                        .flatMap(row -> row.tests().stream())
                        .filter(test -> !exists(test))
                        .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        var missing = new ArrayList<String>();
        try (var pages = Files.list(PAGE.getParent())) {
            for (var page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                named(Files.readString(page)).stream()
                        .filter(test -> test.type().matches("\\w+(Test|IT)"))
                        .filter(test -> !exists(test))
                        .forEach(test -> missing.add(page.getFileName() + ": " + test));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean exists(Named test) {
        return sources.getOrDefault(test.type(), List.of()).stream()
                .flatMap(source -> TESTS.matcher(text(source)).results())
                .map(found -> found.group(1))
                .anyMatch(test.method()::equals);
    }

    private static List<Named> named(String cell) {
        return NAMED.matcher(cell)
                .results()
                .map((MatchResult one) -> new Named(one.group(1), one.group(2)))
                .toList();
    }

    private static List<Path> testSources(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String type(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
