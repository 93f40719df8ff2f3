package s3migrate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages point to is there: files, headings, and the tests they name.
class LinksTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "cdk.out", ".git");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))\\b");

    static List<Path> pages() throws IOException {
        return files(".md");
    }

    @Test
    void thereArePages() throws IOException {
        assertThat(pages()).contains(TOP.resolve("README.md"), TOP.resolve("docs/contracts.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPageLinksToIsThere(Path page) throws IOException {
        var links =
                LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.startsWith("https://"))
                        .toList();

        assertThat(links).allSatisfy(link -> assertThat(leadsSomewhere(page, link)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theTestsAPageNamesExist(Path page) throws IOException {
        Set<String> known =
                files(".java").stream()
                        .map(source -> source.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());

        assertThat(
                        TEST_CLASS
                                .matcher(Files.readString(page))
                                .results()
                                .map(named -> named.group(1))
                                .filter(test -> !known.contains(test)))
                .isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /// The anchors GitHub gives to a page's headings.
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(TOP)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(LinksTest::isOurs)
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        for (var part : TOP.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
