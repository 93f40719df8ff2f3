package s3migrate.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.cli.Main;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.sts.StsServer;

/// `s3migrate doctor s3://from/photos s3://to`, with profiles and endpoints as they are found in a
/// user's files.
class DoctorCommandIT {

    private static final String KEY = "AKIASANDBOX000000001";

    private record Printed(int code, String out) {
        List<JsonNode> lines() throws IOException {
            var lines = new ArrayList<JsonNode>();
            for (var line : out.lines().toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
            return lines;
        }
    }

    @TempDir private Path directory;
    private S3Server server;
    private StsServer sts;

    @BeforeEach
    void start() throws IOException {
        server =
                S3Server.start(
                        S3Settings.in(directory.resolve("s3")).withCredentials(KEY, "secret"));
        server.createBucket("from");
        server.createBucket("to");
        sts =
                StsServer.start(
                        0,
                        AccessKeys.of(KEY),
                        "111122223333",
                        InstantSource.system(),
                        server::accept);
        var files =
                """
                [profile mover]
                region = us-east-1
                aws_access_key_id = %s
                aws_secret_access_key = secret
                """
                        .formatted(KEY);
        var config = directory.resolve("config");
        Files.writeString(config, files);
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.sharedCredentialsFile", directory.resolve("none").toString());
        System.setProperty("aws.endpointUrlS3", server.http().toString());
        System.setProperty("aws.endpointUrlSts", sts.uri().toString());
        System.setProperty("aws.endpointUrlLambda", sts.uri().toString());
    }

    @AfterEach
    void stop() {
        List.of("S3", "Sts", "Lambda")
                .forEach(service -> System.clearProperty("aws.endpointUrl" + service));
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.sharedCredentialsFile");
        sts.close();
        server.close();
    }

    @Test
    void saysReadyWhereNothingStandsInTheWay() throws Exception {
        server.put("from", "photos/a", new byte[1_000]);

        var printed = run();

        assertThat(printed.out())
                .contains(
                        "  ok    source identity            arn:aws:iam::111122223333:user/" + KEY)
                .contains("  ok    copies                     within S3, because one set")
                .contains("  note  Lambda concurrency         not looked at")
                .endsWith("\nready\n");
        assertThat(printed.code()).isEqualTo(ExitCode.OK);
        assertThat(server.keys("to")).isEmpty();
        assertThat(server.openUploads("to")).isEmpty();
    }

    @Test
    void endsWithTheStatementsToPaste() throws Exception {
        server.deny("s3:GetObjectTagging", "from/*");
        server.deny("s3:PutObject*", "to/*");
        server.deny("s3:ListBucketMultipartUploads", "to");

        var printed = run();

        assertThat(printed.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(printed.out())
                .contains("# what is missing, as IAM policy of whoever reads the source")
                .contains("# what is missing, as IAM policy of whoever writes the destination")
                .endsWith("\nnot ready: 3 faults\n");
        var statements = json(run("--json")).at("/destination_policy/Statement");
        assertThat(statements).hasSize(2);
        assertThat(statements.at("/0/Action/0").asText())
                .isEqualTo("s3:ListBucketMultipartUploads");
        assertThat(statements.at("/0/Resource/0").asText()).isEqualTo("arn:aws:s3:::to");
        assertThat(statements.at("/1/Action/0").asText()).isEqualTo("s3:PutObject");
        assertThat(statements.at("/1/Resource/0").asText()).isEqualTo("arn:aws:s3:::to/*");
    }

    @Test
    void countsWhatTheEarlierSystemStoredUnderOtherKeys() throws IOException {
        server.put("from", "photos//a", new byte[10]);
        server.put("to", "photos/a", new byte[10]);

        var printed = run("--from-seed");

        assertThat(printed.out())
                .contains("gave other keys to 1 of ", "1 of 1 such copies looked for are there");
        assertThat(printed.code()).isEqualTo(ExitCode.OK);
        assertThat(run().out()).doesNotContain("gave other keys");
    }

    @Test
    void isReadByPrograms() throws Exception {
        var lines = run("--json").lines();

        assertThat(lines).allMatch(line -> line.has("grade") ^ line.has("ready"));
        assertThat(lines.getLast().toString())
                .isEqualTo("{\"ready\":true,\"faults\":0,\"warnings\":0}");
    }

    @Test
    void credentialsThatNobodyKnowsAreAFault() {
        System.setProperty("aws.configFile", directory.resolve("none").toString());
        System.setProperty("aws.accessKeyId", "AKIAUNKNOWN");
        System.setProperty("aws.secretAccessKey", "secret");
        try {
            var printed = command("s3://from/photos", "s3://to", "--region", "us-east-1");

            assertThat(printed.code()).isEqualTo(ExitCode.SOME_FAILED);
            assertThat(printed.out())
                    .contains("WARN  source identity            access key AKIAUNKNOWN, and STS")
                    .contains("FAULT source bucket")
                    .contains("InvalidAccessKeyId");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void aProfileThatIsNotThereIsAFault() {
        var printed =
                command(
                        "s3://from/photos",
                        "s3://to",
                        "--region",
                        "us-east-1",
                        "--source-profile",
                        "nobody",
                        "--dest-profile",
                        "mover");

        assertThat(printed.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(printed.out())
                .contains("FAULT source identity")
                .contains("Unable to load credentials of profile nobody")
                .contains("ok    destination identity");
    }

    @Test
    void aRoleThatMayNotBeTakenOnIsAFault() {
        var printed = run("--source-role", "arn:aws:iam::111122223333:role/reader");

        assertThat(printed.code()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(printed.out()).contains("FAULT source identity").contains("AssumeRole");
    }

    private static JsonNode json(Printed printed) throws IOException {
        return printed.lines().getLast();
    }

    private static Printed run(String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "s3://from/photos",
                                "s3://to",
                                "--source-profile",
                                "mover",
                                "--dest-profile",
                                "mover"));
        arguments.addAll(List.of(more));
        return command(arguments.toArray(String[]::new));
    }

    private static Printed command(String... arguments) {
        var out = new StringWriter();
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute(
                                Stream.concat(Stream.of("doctor"), Stream.of(arguments))
                                        .toArray(String[]::new));
        return new Printed(code, out.toString());
    }
}
