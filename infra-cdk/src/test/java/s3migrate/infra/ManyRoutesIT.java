package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.infra.migration.Migration;

/// Routes that no parameter holds are in a file, which both programs may read.
@NeedsNode
class ManyRoutesIT {

    private static final int ROUTES = 150;

    private static final int PARAMETER_BYTES = 8_192;
    private static final String BUCKET = "cdk-hnb659fds-assets-${AWS::AccountId}-eu-west-1";

    @TempDir private Path folder;

    @Test
    void theParameterNamesTheFileThatIsUploaded() throws IOException {
        var migration = migration();
        assertThat(migration.routes().json()).hasSizeGreaterThan(PARAMETER_BYTES);
        var synthesis = Synthesis.of("many-routes", migration, "");
        var value =
                Intrinsics.text(
                        synthesis
                                .resource("AWS::SSM::Parameter", "Name", "s3_migration_bucket_para")
                                .properties()
                                .path("Value"));
        assertThat(value).matches("s3://\\Q%s\\E/[0-9a-f]{64}[.]json".formatted(BUCKET));
        String key = value.substring(value.lastIndexOf('/') + 1);
        var uploaded =
                synthesis.assets().at("/files/%s/source".formatted(key.replace(".json", "")));
        assertThat(uploaded.path("packaging").asText()).isEqualTo("file");
        assertThat(new ObjectMapper().readTree(Path.of(uploaded.path("path").asText()).toFile()))
                .hasSize(ROUTES);

        assertThat(Grant.of(synthesis))
                .filteredOn(grant -> grant.action().equals("s3:GetObject"))
                .filteredOn(grant -> grant.toString().contains(key))
                .hasSize(2);
    }

    private Migration migration() throws IOException {
        var routes =
                IntStream.range(0, ROUTES)
                        .mapToObj(
                                """
                                {"src_bucket": "photos-of-%1$s", "des_bucket": "backup", "des_prefix": "from-%1$s"}
                                """
                                        ::formatted)
                        .collect(Collectors.joining(","));
        var file =
                Files.writeString(
                        folder.resolve("migration.json"),
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com", "routes": [%s]}
                        """
                                .formatted(routes));
        return Migration.read(file);
    }
}
