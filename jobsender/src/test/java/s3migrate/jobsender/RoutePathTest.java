package s3migrate.jobsender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.job.Batching;
import s3migrate.jobsender.RunParameters.OfRoute;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.JobsenderSettings;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;
import s3migrate.run.plan.Forecast;
import s3migrate.store.s3.S3Access;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class RoutePathTest {

    private static final long GIB = 1L << 30;

    private static final JobsenderSettings SETTINGS =
            JobsenderSettings.from(
                    Map.of(
                            "JobType", "BOTH",
                            "RunsQueueUrl", "https://sqs.example/1/runs",
                            "RunsDeadLetterQueueUrl", "https://sqs.example/1/runs-dead",
                            "LargeQueueUrl", "https://sqs.example/1/large",
                            "BatchesQueueUrl", "https://sqs.example/1/batches",
                            "LedgerTable", "ledger"));

    @Test
    void copiesWithinS3PayTheirWayToAnotherRegion() {
        assertThat(usd(Region.EU_WEST_1, Region.US_EAST_1))
                .isCloseTo(usd(Region.EU_WEST_1, Region.EU_WEST_1) + 20.48, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "copy, auto, 5, 16",
        "copy, server, 5, 16",
        "copy, stream, 0.0625, 1",
        "fallback, stream, 0.0625, 1",
        "etag_parity, true, 0.0625, 1"
    })
    void whatS3CopiesInOneRequestSharesAMessage(
            String option, String value, double smallGib, double batchGib) {
        var own = own(RouteOptions.of(Map.of(option, value)));
        var here = access(Region.EU_WEST_1);
        assertThat(RoutePath.of(own, here, here, SETTINGS).batching(SETTINGS))
                .isEqualTo(new Batching((long) (smallGib * GIB), (long) (batchGib * GIB)));
    }

    private static OfRoute own(RouteOptions options) {
        return new OfRoute(
                Route.of(new BucketPrefix("from", ""), new BucketPrefix("to", ""), options),
                IgnoreList.EMPTY,
                Optional.empty(),
                Optional.empty());
    }

    /// Of 1 TiB, with the program's own role on both sides.
    private static double usd(Region from, Region to) {
        var own = own(RouteOptions.DEFAULT);
        var path = RoutePath.of(own, access(from), access(to), SETTINGS).path();
        assertThat(path.within()).isTrue();
        var all = new Amount(1_024, 1L << 40);
        var found =
                new Totals(
                        Map.of(Finding.MISSING, all, Finding.SENT, all),
                        Map.of(new Shape(Shape.Size.UP_TO_5G, "STANDARD"), all));
        return Forecast.of(found, path, Prices.read()).usd();
    }

    private static S3Access access(Region region) {
        return new S3Access(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")),
                region,
                Optional.empty(),
                true);
    }
}
