package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import s3migrate.cli.options.SideOptions;
import s3migrate.cli.options.SidesOptions;
import s3migrate.route.RateCaps;
import s3migrate.route.StoreProfile;

/// What a command line of `sync` says arrives where it counts.
class SyncOptionsTest {

    @Command
    private static final class Some {
        @Mixin private EngineOptions engine = new EngineOptions();
        @Mixin private FilterOptions filter = new FilterOptions();
        @Mixin private SidesOptions sides = new SidesOptions();

        static Some of(String... arguments) {
            var some = new Some();
            new CommandLine(some).parseArgs(arguments);
            return some;
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "1000, 64"})
    void partsOfOneObjectComeOutOfTheConnections(String given, int partsAtOnce) {
        var some = Some.of("--parts-at-once", given, "--connections", "64");

        assertThat(some.engine.engine().partsAtOnce()).isEqualTo(partsAtOnce);
    }

    @Test
    void agesAndStorageClassesFilter() {
        var some = Some.of("--min-age", "12h", "--source-storage-class", "STANDARD GLACIER_IR");

        assertThat(some.filter.filter().leastAge()).contains(Duration.ofHours(12));
        assertThat(some.filter.filter().storageClasses())
                .containsExactlyInAnyOrder("STANDARD", "GLACIER_IR");
        assertThat(some.filter.given()).isTrue();
    }

    @Test
    void eachSideHasARegionOfItsOwn() {
        var some = Some.of("--source-region", "cn-north-1", "--dest-region", "eu-west-1");

        assertThat(some.sides.source(RateCaps.Cap.NONE).region()).contains("cn-north-1");
        assertThat(some.sides.destination(RateCaps.Cap.NONE).region()).contains("eu-west-1");
    }

    /// The SDK follows it: taken for AWS, a store would be asked for what it cannot do.
    @Test
    void aConfiguredEndpointIsThatOfAStoreNobodyKnows(@TempDir Path directory) throws Exception {
        var config =
                Files.writeString(
                        directory.resolve("config"),
                        """
                        [profile minio]
                        region = us-east-1
                        endpoint_url = https://minio.example:9000
                        """);
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.sharedCredentialsFile", directory.resolve("none").toString());
        var some = Some.of("--dest-profile", "minio", "--source-region", "eu-west-1");
        var destination = some.sides.destination(RateCaps.Cap.NONE);

        assertThat(destination.store()).isEqualTo("https://minio.example:9000");
        assertThat(some.sides.destinationStore()).isEqualTo(StoreProfile.UNKNOWN);
        assertThat(some.sides.source(RateCaps.Cap.NONE).store()).isEqualTo(SideOptions.AWS);

        assertThat(Some.of("--dest-endpoint", "https://said.example", "--dest-profile", "minio"))
                .extracting(other -> other.sides.destination(RateCaps.Cap.NONE).store())
                .isEqualTo("https://said.example");
    }
}
