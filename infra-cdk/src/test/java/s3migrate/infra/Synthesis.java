package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import s3migrate.infra.migration.Migration;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;

/// The stack of one example, synthesised once for all tests, since that takes seconds.
record Synthesis(
        String example, Migration migration, Stack stack, JsonNode template, JsonNode assets) {

    private static final Path EXAMPLES = Path.of("examples");
    private static final Map<String, Synthesis> DONE = new ConcurrentHashMap<>();

    /// One resource of the template.
    record Resource(String id, String type, JsonNode json) {

        JsonNode properties() {
            return json.path("Properties");
        }
    }

    /// The names of all examples.
    static List<String> examples() {
        try (var files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Stream<Synthesis> all() {
        return examples().stream().map(Synthesis::of);
    }

    static Synthesis of(String example) {
        return of(EXAMPLES, example);
    }

    /// Of a migration that is no example: two of everything, and names that AWS has limits for.
    static Synthesis ofTwoBuckets() {
        return of(Path.of("src/test/migrations"), "two-buckets");
    }

    private static Synthesis of(Path directory, String name) {
        return DONE.computeIfAbsent(
                name,
                _ -> of(name, Migration.read(directory.resolve(name + ".json")), "a/*.tmp\n"));
    }

    static Synthesis of(String name, Migration migration, String ignoreList) {
        var app =
                new App(
                        AppProps.builder()
                                .analyticsReporting(false)
                                .outdir("target/synthesis/" + name)
                                // The assets are not wanted here, and 50 MB each time.
                                .context(Map.of("aws:cdk:disable-asset-staging", true))
                                .build());
        var props = new S3MigrationProps(migration, ignoreList, new Assets(Path.of("..")));
        var stack = S3MigrationApp.stack(app, props);
        Aspects.of(stack).add(new AwsSolutionsChecks());
        var assembly = app.synth();
        var directory = Path.of(assembly.getDirectory());
        return new Synthesis(
                name,
                migration,
                stack,
                json(directory.resolve(S3MigrationApp.STACK + ".template.json")),
                json(directory.resolve(S3MigrationApp.STACK + ".assets.json")));
    }

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<Resource> resources(Predicate<Resource> which) {
        return template.path("Resources").properties().stream()
                .map(r ->
                        new Resource(r.getKey(), r.getValue().path("Type").asText(), r.getValue()))
                .filter(which)
                .toList();
    }

    List<Resource> resources(String type) {
        return resources(resource -> resource.type().equals(type));
    }

    /// The one resource of a type whose property has this text.
    Resource resource(String type, String property, String value) {
        return resources(type).stream()
                .filter(r -> Intrinsics.text(r.properties().path(property)).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no %s with %s %s".formatted(type, property, value)));
    }

    JsonNode function(String name) {
        return resource("AWS::Lambda::Function", "FunctionName", name).properties();
    }

    /// The zip that is uploaded for a function.
    Path asset(String function) {
        String hash = function(function).at("/Code/S3Key").asText().replace(".zip", "");
        return Path.of(assets.at("/files/%s/source/path".formatted(hash)).asText());
    }

    @Override
    public String toString() {
        return example;
    }
}
