package s3migrate.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import s3migrate.route.RouteOptions;

/// Each option of the command line is the route's option of that meaning, as routes have it in a
/// deployed system.
class CopyOptionsTest {

    @Command
    private static final class Some {
        @Mixin private CopyOptions copies = new CopyOptions();
        @Spec private CommandSpec spec = CommandSpec.create();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--storage-class GLACIER_IR | storage_class | GLACIER_IR",
                "--acl bucket-owner-full-control | acl | bucket-owner-full-control",
                "--sse | sse | AES256",
                "--sse aws:kms | sse | aws:kms",
                "--sse aws:kms --sse-kms-key-id alias/photos | sse_kms_key_id | alias/photos",
                "--sse aws:kms --sse-bucket-key | sse_bucket_key | true",
                "--object-lock keep | object_lock | keep",
                "--object-lock GOVERNANCE --retain-days 30 | retain_days | 30",
                "--overwrite never | overwrite | never",
                "--require checksum | require | checksum",
                "--etag-parity | etag_parity | true",
                "--copy stream | copy | stream",
                "--fallback stream | fallback | stream",
                "--request-payer | request_payer | requester",
                "--requester-pays | request_payer | requester",
                "--copy-props metadata-directive | tags | drop",
                "--source-time | source_time | true"
            })
    void isARoutesOption(String arguments, String option, String value) {
        var some = new Some();
        new CommandLine(some).parseArgs(arguments.split(" "));

        var chosen = some.copies.chosen();

        assertThat(chosen).containsEntry(option, value);
        assertThat(some.copies.given()).isEqualTo(!option.equals("overwrite"));
        assertThat(CopyOptions.read(chosen, new Refusals(some.spec)))
                .isNotEqualTo(RouteOptions.of(new CopyOptions().chosen()));
    }
}
