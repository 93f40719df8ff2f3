package s3migrate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.Main;
import s3migrate.job.Messages;
import s3migrate.job.OrderedCopy;
import s3migrate.outcome.EventSchema;
import s3migrate.route.CredentialsReader;
import s3migrate.route.RoutesReader;

/// What `docs/cookbook.md` tells people to type and to send is what the code takes today.
class CookbookTest {

    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RECIPE =
            Pattern.compile("(?s) *<!-- recipe: ([^>]+) -->\n *```[a-z]+\n(.*?)\n *```");

    /// What stands between the first `{"` and the next `}`.
    private static final Pattern ORDER = Pattern.compile("\\{\"Src_bucket\".*?\\}");

    @TempDir static Path compiled;

    private record Recipe(String kind, String text) {}

    @TestFactory
    List<DynamicTest> isTakenByTheCodeItIsFor() throws IOException {
        return recipes().stream()
                .map(recipe ->
                        DynamicTest.dynamicTest(
                                recipe.kind() + " " + recipe.text().lines().findFirst().orElse(""),
                                () -> check(recipe)))
                .toList();
    }

    @Test
    void everyBlockIsARecipe() throws IOException {
        long fences = page().lines().filter(line -> line.strip().equals("```")).count();

        assertThat(recipes()).hasSize((int) fences).hasSizeGreaterThan(10);
    }

    private static void check(Recipe recipe) throws IOException {
        String text = recipe.text();
        switch (recipe.kind().split(" ", -1)[0]) {
            case "s3migrate" -> text.lines().forEach(CookbookTest::parse);
            case "shell" -> text.lines().forEach(CookbookTest::namesWhatIsThere);
            case "message" -> order(text);
            case "python" -> order(text);
            case "java" -> {
                order(text);
                assertThat(faults(text)).isEmpty();
            }
            case "credentials" -> assertThat(CredentialsReader.read("p", text)).isNotNull();
            case "routes" ->
                    assertThat(new RoutesReader(_ -> "").read(text, Optional.empty()).all())
                            .isNotEmpty();
            case "event" ->
                    EventSchema.assertTakes(recipe.kind().split(" ", -1)[1], JSON.readTree(text));
            case "pattern" ->
                    JSON.readTree(text)
                            .path("detail-type")
                            .forEach(type -> EventSchema.assertKnows(type.asText()));
            default -> throw new AssertionError("nobody checks " + recipe.kind());
        }
    }

    /// As a command line is, without doing it.
    private static void parse(String line) {
        var words = line.split(" ", -1);
        assertThat(words[0]).isEqualTo("./s3migrate");
        var arguments = List.of(words).subList(1, words.length).toArray(String[]::new);
        assertThat(Main.commandLine().parseArgs(arguments).errors()).isEmpty();
    }

    /// The files of this checkout that a command reads or runs.
    private static void namesWhatIsThere(String line) {
        var words = line.split(" ", -1);
        if (words[0].equals("cp") || words[0].startsWith("infra-cdk/")) {
            assertThat(ROOT.resolve(words[words.length > 1 ? 1 : 0])).exists();
        }
    }

    private static void order(String text) {
        var found = ORDER.matcher(text);
        assertThat(found.find()).isTrue();
        assertThat(Messages.decode(found.group()))
                .isInstanceOfSatisfying(
                        OrderedCopy.class, order -> assertThat(order.id()).contains("order-17"));
    }

    private static List<String> faults(String statements) {
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Recipe.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return "class Recipe { void cook() {\n" + statements + "\n} }";
                    }
                };
        var found = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-d", compiled.toString(), "-cp", TestClassPath.text());
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(source))
                .call();
        return found.getDiagnostics().stream().map(Object::toString).toList();
    }

    private static List<Recipe> recipes() throws IOException {
        var found = RECIPE.matcher(page());
        var recipes = new ArrayList<Recipe>();
        while (found.find()) {
            recipes.add(new Recipe(found.group(1), found.group(2).strip()));
        }
        return recipes;
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/cookbook.md"));
    }
}
