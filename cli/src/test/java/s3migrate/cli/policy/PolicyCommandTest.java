package s3migrate.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.cli.ExitCode;
import s3migrate.cli.Main;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission;
import s3migrate.route.Permissions;

class PolicyCommandTest {

    private static final Path EXAMPLES = Path.of("..", "infra-cdk", "examples");

    private record Printed(int code, String out, String error) {

        JsonNode document(String heading) throws IOException {
            return Objects.requireNonNull(documents().get(heading), heading);
        }

        /// The documents by their headings.
        Map<String, JsonNode> documents() throws IOException {
            var documents = new LinkedHashMap<String, JsonNode>();
            for (var block : out.split("(?m)^# ", -1)) {
                if (!block.isBlank()) {
                    var parts = block.split("\n", 2);
                    documents.put(parts[0], new ObjectMapper().readTree(parts[1]));
                }
            }
            return documents;
        }
    }

    @TempDir Path directory;

    @Test
    void eachSidesPolicyIsWhatTheCodeNeedsThere() throws IOException {
        var printed = run("s3://photos/2024", "s3://backup/from-jp");
        var source =
                Permissions.toCopy(List.of(new BucketPrefix("photos", "2024/")), List.of(), "aws");
        var destination =
                Permissions.toCopy(
                        List.of(), List.of(new BucketPrefix("backup", "from-jp/")), "aws");
        assertThat(printed.code()).isEqualTo(ExitCode.OK);
        assertThat(printed.documents().keySet())
                .containsExactly(
                        "IAM policy of whoever reads the source",
                        "IAM policy of whoever writes the destination");
        assertStatements(printed.document("IAM policy of whoever reads the source"), source);
        assertStatements(
                printed.document("IAM policy of whoever writes the destination"), destination);
    }

    @Test
    void aBucketsPolicyLetsTheOtherAccountInAndIsAboutThatBucketAlone() throws IOException {
        var printed =
                run(
                        "s3://photos",
                        "s3://backup",
                        "--principal",
                        "111122223333",
                        "--delete",
                        "--destination-partition",
                        "aws-cn");
        var policy =
                printed.document(
                        "Policy of the destination bucket backup, for arn:aws-cn:iam::111122223333:root");
        assertThat(texts(policy, "/Statement", "Principal"))
                .containsOnly("{\"AWS\":\"arn:aws-cn:iam::111122223333:root\"}");
        assertThat(policy.toString())
                .contains("arn:aws-cn:s3:::backup/*", "s3:DeleteObject")
                .doesNotContain("photos");
        assertThat(printed.out())
                .contains(
                        "# Policy of the source bucket photos, for arn:aws:iam::111122223333:root");
    }

    @Test
    void whatAPolicyAllowsBeyondARangeIsSaidBesideIt() throws IOException {
        var printed = run("s3://photos/a/\u5199\u771f", "s3://backup");
        assertThat(printed.documents()).hasSize(2);
        assertThat(printed.out()).contains("\"arn:aws:s3:::photos/a/*\"");
        assertThat(printed.error()).contains("so all keys under s3://photos/a/ are allowed");
        assertThat(run("s3://photos/a", "s3://backup").error()).isEmpty();
    }

    @Test
    void versionsAreListedWhereTheyAreCompared() {
        assertThat(run("s3://a", "s3://b").out()).doesNotContain("s3:ListBucketVersions");
        assertThat(run("s3://a", "s3://b", "--versions").out()).contains("s3:ListBucketVersions");
        var example = EXAMPLES.resolve("versions-compared.json").toString();
        assertThat(run("--routes", example).out()).contains("s3:ListBucketVersions");
    }

    @Test
    void everyExampleOfTheDeploymentHasItsPolicies() throws IOException {
        try (var examples = Files.list(EXAMPLES)) {
            for (var example : examples.toList()) {
                var printed = run("--routes", example.toString());
                assertThat(printed.code()).as(printed.error()).isEqualTo(ExitCode.OK);
                assertThat(printed.documents()).hasSize(2);
                printed.documents()
                        .forEach((heading, policy) ->
                                assertThat(policy.path("Statement"))
                                        .as("%s, %s", example, heading)
                                        .isNotEmpty());
            }
        }
        assertThat(run("--routes", EXAMPLES.resolve("within-one-account.json").toString()).out())
                .contains("kms:Decrypt", "key/0987dcba-09fe-87dc-65ba-ab0987654321");
        assertThat(
                        run(
                                        "--routes",
                                        EXAMPLES.resolve("new-bucket-to-another-account.json")
                                                .toString())
                                .out())
                .contains(
                        "arn:aws:s3:::uploads-of-example/*",
                        "arn:aws:s3:::backup-of-example/from-us/*");
    }

    @Test
    void aListOfRoutesIsTakenAsTheParameterHasIt() throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("routes.json"),
                        """
                        [{"src_bucket": "a", "src_prefix": "x", "des_bucket": "b", "des_prefix": "", "delete": true}]
                        """);
        assertThat(run("--routes", file.toString()).out())
                .contains("arn:aws:s3:::a/x*", "arn:aws:s3:::b/x*", "s3:DeleteObject");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://a | accepted are SOURCE and DESTINATION, or --routes FILE, which says all",
                "s3://a s3://b --routes x | accepted are SOURCE and DESTINATION, or --routes FILE, which says all",
                "s3://a s3://b --principal me | --principal \"me\": accepted is an account of 12 digits, or the ARN of a role or user",
                "s3://a s3://b --source-partition china | --source-partition \"china\": accepted are aws, aws-cn, aws-us-gov"
            })
    void whatIsWrongIsNamed(String arguments, String error) {
        var refused = run(arguments.split(" "));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.error()).contains(error);
        assertThat(refused.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"src_bucket\": \"a\"}] | des_bucket",
                "{\"routes\": [} | not JSON (broken at line 1, column 13)"
            })
    void whatIsWrongInAFileIsNamed(String text, String error) throws IOException {
        var file = Files.writeString(directory.resolve("routes.json"), text);
        assertThat(run("--routes", file.toString()).error()).contains(file.toString(), error);
    }

    private static void assertStatements(JsonNode document, List<Permission> permissions) {
        assertThat(document.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(document.path("Statement")).hasSameSizeAs(permissions);
        for (int i = 0; i < permissions.size(); i++) {
            var statement = document.path("Statement").path(i);
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(texts(statement.path("Action"))).isEqualTo(permissions.get(i).actions());
            assertThat(texts(statement.path("Resource"))).isEqualTo(permissions.get(i).resources());
        }
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> texts(JsonNode document, String list, String field) {
        var texts = new ArrayList<String>();
        document.at(list).forEach(item -> texts.add(item.path(field).toString()));
        return texts.stream().distinct().collect(Collectors.toList());
    }

    private static Printed run(String... arguments) {
        var out = new StringWriter();
        var error = new StringWriter();
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(error))
                        .execute(
                                Stream.concat(Stream.of("policy"), Stream.of(arguments))
                                        .toArray(String[]::new));
        return new Printed(code, out.toString(), error.toString());
    }
}
