package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that is wrong with a command line is on standard error, a line for each fault, and
/// the exit code is not 0.
class CommandLineTest {

    private record Ended(int code, List<String> errors) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --shrot     | Unknown option: '--shrot', did you mean --short? (s3migrate demo --help says what is accepted)",
                "demo --port http | Invalid value for option '--port': 'http': accepted is a whole number (s3migrate demo --help says what is accepted)",
                "demo --port 65536 | --port 65536: accepted is a whole number from 0 to 65,535 (s3migrate demo --help says what is accepted)",
                "sync s3://a s3://b --connections 0 | --connections 0: accepted is a whole number from 1 to 1,000 (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --part-mib 4 | --part-mib 4: accepted is a whole number from 5 to 5,120 (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://a/b | s3://a/ and s3://a/b/ overlap: copies would be copied again (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://a/b --dest-endpoint http://m/ --source-endpoint http://m | s3://a/ and s3://a/b/ overlap: copies would be copied again (s3migrate sync --help says what is accepted)",
                "cp s3://a/b s3://a --source-region eu-west-1 --dest-region us-east-1 | SOURCE and DESTINATION are both s3://a/b (s3migrate cp --help says what is accepted)",
                "sync s3://a /tmp/b | \"/tmp/b\": accepted is s3://bucket or s3://bucket/prefix (s3migrate sync --help says what is accepted)",
                "sync s3://a | Missing required parameter: 'DESTINATION' (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --source-endpoint minio:9000 | --source-endpoint minio:9000: accepted is http://host or https://host, with a port if need be (s3migrate sync --help says what is accepted)",
                "cp s3://a/b s3://b --dest-endpoint /minio | --dest-endpoint /minio: accepted is http://host or https://host, with a port if need be (s3migrate cp --help says what is accepted)",
                "sync s3://a s3://b --parts-at-once 0 | --parts-at-once 0: accepted is a whole number from 1 to 1,000 (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --min-age 7 | Invalid value for option '--min-age': \"7\": accepted is a time such as 30s, 15m, 12h, 7d or 4w (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --min-age 7d --max-age 12h | --min-age is above --max-age: no object is both (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --source-storage-class STANDARD-IA | Invalid value for option '--source-storage-class': \"STANDARD-IA\": accepted are storage classes such as STANDARD or STANDARD_IA, with a space between (s3migrate sync --help says what is accepted)",
                "sync s3://a s3://b --ignore-list | Missing required parameter for option '--ignore-list' (FILE) (s3migrate sync --help says what is accepted)",
                "cp s3://a/b s3://b --dest-region us_east_1 | --dest-region \"us_east_1\": accepted is a region such as eu-west-1 (s3migrate cp --help says what is accepted)",
                "doctor s3://a s3://b --from-seed=yes | Invalid value for option '--from-seed': 'yes': accepted is no value (s3migrate doctor --help says what is accepted)",
                "run --confirm | --confirm: accepted with the names of the routes it is for (s3migrate run --help says what is accepted)",
                "run r --confirm=yes | Invalid value for option '--confirm': 'yes': accepted is no value (s3migrate run --help says what is accepted)",
                "worker --events 0 | --events 0: accepted is a whole number from 1 to 100,000 (s3migrate worker --help says what is accepted)",
                "submit s3://a s3://b | \"s3://a\" \"s3://b\": accepted is s3://bucket/key for each (s3migrate submit --help says what is accepted)",
                "policy s3://a | accepted are SOURCE and DESTINATION, or --routes FILE, which says all (s3migrate policy --help says what is accepted)",
                "demo --short --data . | --short and --data exclude each other (s3migrate demo --help says what is accepted)",
                "demmo            | Unmatched argument at index 0: 'demmo', did you mean demo? (s3migrate --help says what is accepted)",
                "--verbose        | Unknown option: '--verbose', did you mean --version? (s3migrate --help says what is accepted)"
            })
    void aWrongCommandLineIsNamedAndNothingIsBegun(String arguments, String error) {
        assertThat(run(arguments.split(" ")))
                .isEqualTo(new Ended(ExitCode.USAGE, List.of("s3migrate: " + error)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync /a /b --connections many --delet --bogus --max-objects x"
                        + " | Invalid value for option '--connections': 'many': accepted is a whole number"
                        + " | \"/a\": accepted is s3://bucket or s3://bucket/prefix"
                        + " | \"/b\": accepted is s3://bucket or s3://bucket/prefix"
                        + " | Unknown option: '--bogus'"
                        + " | Unknown option: '--delet', did you mean --delete?"
                        + " | Invalid value for option '--max-objects': 'x': accepted is a whole number",
                "doctor /a s3://b --anonymous=x"
                        + " | Invalid value for option '--anonymous': 'x': accepted is no value"
                        + " | \"/a\": accepted is s3://bucket or s3://bucket/prefix",
                "report --run | Missing required parameter for option '--run' (RUN)"
                        + " | Missing required parameter: 'ROUTE'",
                "sync s3://a s3://b --parts-at-once 2000 --region z_1 --source-region x_1 --dest-region y_1 --min-size 2K --max-size 1K"
                        + " | --parts-at-once 2000: accepted is a whole number from 1 to 1,000"
                        + " | --region \"z_1\": accepted is a region such as eu-west-1"
                        + " | --source-region \"x_1\": accepted is a region such as eu-west-1"
                        + " | --dest-region \"y_1\": accepted is a region such as eu-west-1"
                        + " | --min-size is above --max-size: no object is both",
                "worker --events 0 --batches 100001 --large 0 --port 99999"
                        + " | --events 0: accepted is a whole number from 1 to 100,000"
                        + " | --batches 100001: accepted is a whole number from 1 to 100,000"
                        + " | --large 0: accepted is a whole number from 1 to 100,000"
                        + " | --port 99999: accepted is a whole number from 0 to 65,535",
                "sync s3://a s3://a/b --connections 0 --source-role x --max-delete 1 --acl y"
                        + " | --connections 0: accepted is a whole number from 1 to 1,000"
                        + " | --source-role \"x\": accepted is arn:aws:iam::<12 digits>:role/<name>"
                        + " | s3://a/ and s3://a/b/ overlap: copies would be copied again"
                        + " | --max-delete: accepted only with --delete"
                        + " | --acl \"y\": accepted is private, public-read, public-read-write, authenticated-read, aws-exec-read, bucket-owner-read, bucket-owner-full-control",
                "sync s3://a s3://b --connections 0 --min-size -1 --part-mib x --max-delete 5"
                        + " | --connections 0: accepted is a whole number from 1 to 1,000"
                        + " | Invalid value for option '--min-size': \"-1\": accepted is a size such as 500, 64K, 10M, 2G or 1T, in powers of 1,024"
                        + " | Invalid value for option '--part-mib': 'x': accepted is a whole number"
                        + " | --max-delete: accepted only with --delete",
                "dismiss --reason  --source s3://a"
                        + " | --reason \"\": accepted is what a cause or reason has in it"
                        + " | --source: accepted is s3://bucket/key",
                "submit a b --timeout 0"
                        + " | \"a\" \"b\": accepted is s3://bucket/key for each"
                        + " | --timeout 0: accepted is a whole number from 1 to 1,000,000"
            })
    void allFaultsAreSaidAtOnce(ArgumentsAccessor row) {
        var faults =
                IntStream.range(1, row.size())
                        .mapToObj(row::getString)
                        .filter(Objects::nonNull)
                        .map("s3migrate: "::concat)
                        .toList();
        var arguments = row.getString(0).split(" ");

        var ended = run(arguments);

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.errors())
                .hasSize(faults.size() + 1)
                .containsAll(faults)
                .endsWith("s3migrate %s --help says what is accepted".formatted(arguments[0]));
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(run())
                .isEqualTo(
                        new Ended(
                                ExitCode.USAGE,
                                List.of(
                                        "s3migrate: Missing required subcommand (s3migrate --help says what is"
                                                + " accepted)")));
    }

    @Test
    void aPortInUseIsNamedAndNothingIsBegun() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run("demo", "--short", "--port", Integer.toString(port)))
                    .isEqualTo(
                            new Ended(
                                    ExitCode.COULD_NOT_START,
                                    List.of(
                                            "s3migrate: the sandbox did not start: port %d is in use; choose another, or 0 for any free one"
                                                    .formatted(port))));
        }
    }

    @Test
    void aDirectoryWithoutFilesIsNamed(@TempDir Path empty) {
        assertThat(run("demo", "--data", empty.toString()))
                .isEqualTo(
                        new Ended(
                                ExitCode.COULD_NOT_START,
                                List.of("s3migrate: --data %s: no files in it".formatted(empty))));
    }

    @Test
    void anIgnoreListThatCannotBeReadIsNamed(@TempDir Path empty) {
        var list = empty.resolve("ignore-list.txt");

        var ended =
                run(
                        "sync",
                        "s3://a",
                        "s3://b",
                        "--ignore-list",
                        list.toString(),
                        "--source-region",
                        "us-east-1",
                        "--dest-region",
                        "us-east-1",
                        "--anonymous");

        assertThat(ended.code()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .startsWith("s3migrate: --ignore-list " + list);
    }

    @Test
    void aWorkerThatDoesNotFindItsRegionSaysSo(@TempDir Path empty) {
        var properties =
                Map.of(
                        "aws.configFile",
                        empty.resolve("none").toString(),
                        "aws.disableEc2Metadata",
                        "true");
        properties.forEach(System::setProperty);
        try {
            assertThat(run("worker"))
                    .satisfies(
                            ended -> assertThat(ended.code()).isEqualTo(ExitCode.COULD_NOT_START))
                    .satisfies(ended ->
                            assertThat(ended.errors())
                                    .singleElement()
                                    .asString()
                                    .contains("Unable to load region"));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    private static Ended run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            int code = Main.run(arguments);
            return new Ended(code, written.toString(UTF_8).lines().toList());
        } finally {
            System.setErr(before);
        }
    }
}
