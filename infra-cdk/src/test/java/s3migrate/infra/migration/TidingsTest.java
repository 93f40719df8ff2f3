package s3migrate.infra.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidingsTest {

    private static final String CREATED = "s3:ObjectCreated:*";

    @TempDir Path directory;

    @Test
    void thePrefixIsWhatAllRoutesOfTheBucketShare() throws IOException {
        assertThat(tidings("{}", route("photos", "2024/01/", ""), route("photos", "2024/02/", "")))
                .isEqualTo(new Tidings("2024/0", List.of(CREATED)));
        assertThat(tidings("{}", route("photos", "2024/", ""), route("films", "x", "")).prefix())
                .isEqualTo("2024/");
        assertThat(tidings("{}", route("photos", "2024/", ""), route("photos", "a", "")).prefix())
                .isEmpty();
    }

    @Test
    void everyKeyIsToldOfWhereThereIsADefaultDestination() throws IOException {
        assertThat(
                        tidings(
                                        "{\"Des_bucket_default\": \"backup\"}",
                                        route("photos", "2024/", ""))
                                .prefix())
                .isEmpty();
    }

    /// In a notification S3 takes these only encoded.
    @Test
    void everyKeyIsToldOfWhereThePrefixHasOddCharacters() throws IOException {
        assertThat(tidings("{}", route("photos", "summer day/", "")).prefix()).isEmpty();
    }

    @Test
    void removalsAreToldOfWhereARouteDeletes() throws IOException {
        assertThat(tidings("{}", route("photos", "", ", \"delete\": true")).events())
                .containsExactly(CREATED, "s3:ObjectRemoved:*");
        assertThat(
                        tidings(
                                        "{}",
                                        route(
                                                "photos",
                                                "",
                                                ", \"delete\": true, \"delete_expired\": true"))
                                .events())
                .containsExactly(CREATED, "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*");
    }

    private static String route(String bucket, String prefix, String options) {
        return """
        {"src_bucket": "%s", "src_prefix": "%s", "des_bucket": "to-%s%s", "des_prefix": ""%s}\
        """
                .formatted(bucket, prefix, bucket, Integer.toHexString(prefix.hashCode()), options);
    }

    private Tidings tidings(String settings, String... routes) throws IOException {
        var file =
                Files.writeString(
                        directory.resolve("migration.json"),
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com", "event_buckets": ["photos"],
                         "settings": %s, "routes": [%s]}
                        """
                                .formatted(settings, String.join(", ", routes)));
        return Tidings.of(Migration.read(file), "photos");
    }
}
