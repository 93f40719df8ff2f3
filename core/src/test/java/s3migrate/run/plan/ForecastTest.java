package s3migrate.run.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.ContractsPage;
import s3migrate.price.Prices;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;
import s3migrate.run.plan.Path.Distance;

class ForecastTest {

    private static final long MILLION = 1_000_000;
    private static final long GIB = 1L << 30;
    private static final Prices PRICES = Prices.read();

    /// The table of prices for a million objects of 10 KB: 5.53 streamed, 5.07 within S3.
    @Test
    void aMillionSmallObjectsCostTheirRequestsAndLittleMore() {
        var totals = missing(MILLION, MILLION * 10_240, "STANDARD");
        assertThat(of(totals, streamed()).usd()).isCloseTo(5.9, within(0.5));
        assertThat(of(totals, withinS3()).usd()).isCloseTo(5.5, within(0.5));
        assertThat(line(of(totals, streamed()), "PUT and the like").count()).isEqualTo(MILLION);
        assertThat(line(of(totals, streamed()), "listing").count()).isEqualTo(1_000);
    }

    @Test
    void largeObjectsAreCountedByTheirParts() {
        var totals = missing(2, 100 * GIB, "STANDARD");
        assertThat(line(of(totals, streamed()), "PUT and the like").count())
                .isBetween(1_600L, 1_620L);
        assertThat(line(of(totals, withinS3()), "CopyObject and the like").count())
                .isBetween(200L, 220L);
    }

    @ParameterizedTest
    @CsvSource({"ONE_REGION, 0", "TWO_REGIONS, 20.48", "INTERNET, 92.16"})
    void theDistanceIsPaidByTheByte(Distance distance, double usd) {
        var totals = missing(1_024, 1_024 * GIB, "STANDARD");
        var near = of(totals, path(false, Distance.ONE_REGION, "STANDARD"));
        var far = of(totals, path(false, distance, "STANDARD"));
        assertThat(far.usd() - near.usd()).isCloseTo(usd, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, eu-west-1, ONE_REGION",
        "eu-west-1, us-east-1, TWO_REGIONS",
        "us-east-1, cn-north-1, INTERNET",
        "cn-north-1, cn-northwest-1, TWO_REGIONS",
        "us-east-1, , INTERNET",
        ", us-east-1, ONE_REGION",
        ", , ONE_REGION"
    })
    void regionsSayWhatBytesCross(String source, String destination, Distance distance) {
        assertThat(Distance.between(Optional.ofNullable(source), Optional.ofNullable(destination)))
                .isEqualTo(distance);
    }

    @Test
    void readingFromAColderClassIsALineOfItsOwn() {
        var totals = missing(1_000, 1_000 * GIB, "STANDARD_IA");
        assertThat(line(of(totals, withinS3()), "GiB read from STANDARD_IA").usd())
                .isCloseTo(10.0, within(0.01));
    }

    @Test
    void theClassOfTheCopiesSaysWhatAWriteCosts() {
        var totals = missing(MILLION, MILLION, "STANDARD");
        var cold = of(totals, path(true, Distance.ONE_REGION, "DEEP_ARCHIVE"));
        assertThat(line(cold, "CopyObject and the like").usd()).isCloseTo(50.0, within(0.01));
        var kept =
                new Path(
                        true,
                        Distance.ONE_REGION,
                        Optional.empty(),
                        64L << 20,
                        64L << 20,
                        Compare.CONTENT,
                        false);
        var ofIa = of(missing(MILLION, MILLION, "STANDARD_IA"), kept);
        assertThat(line(ofIa, "CopyObject and the like").usd()).isCloseTo(10.0, within(0.01));
    }

    @Test
    void whatIsOnlyComparedCostsListingAndLooks() {
        var same = new Totals(Map.of(Finding.SAME, new Amount(10 * MILLION, MILLION)));
        assertThat(Forecast.ofPass(same, Compare.CONTENT, PRICES)).isCloseTo(0.1, within(0.001));
        assertThat(Forecast.ofPass(same, Compare.METADATA, PRICES)).isCloseTo(8.1, within(0.001));
        assertThat(of(same, streamed()).toCopy()).isEqualTo(Amount.NONE);
        assertThat(of(same, streamed()).lines())
                .extracting(Forecast.Line::what)
                .containsExactly("listing");
    }

    /// Copies of objects in parts, by another tool: nothing proves them equal, however often.
    @Test
    void whatIsOnlyOfEqualSizeIsLookedAtOnBothSidesAtEveryComparison() {
        var sizes = new Totals(Map.of(Finding.SAME_SIZE, new Amount(MILLION, MILLION)));
        assertThat(Forecast.ofPass(sizes, Compare.CONTENT, PRICES)).isCloseTo(0.81, within(0.001));
        assertThat(Forecast.ofPass(sizes, Compare.VERSION, PRICES)).isCloseTo(0.81, within(0.001));
        assertThat(Forecast.ofPass(sizes, Compare.SIZE, PRICES)).isCloseTo(0.01, within(0.001));
    }

    @Test
    void addersAreNamedAndNotInThePrice() {
        var forecast = of(missing(MILLION, 1_000 * GIB, "STANDARD"), streamed());
        assertThat(forecast.adders())
                .containsExactly(
                        "6.00 USD if both sides are under KMS keys without bucket keys",
                        "0.40 USD if every object has tags",
                        "23.00 USD a month for storing the copies");
    }

    @Test
    void theTimeIsARange() {
        var forecast = of(missing(1_000, 100_000_000_000L, "STANDARD"), streamed());
        assertThat(forecast.fastest()).isEqualTo(Duration.ofSeconds(134));
        assertThat(forecast.slowest()).isEqualTo(Duration.ofSeconds(1_000));
    }

    @Test
    void sizesAreAHistogram() {
        var totals =
                new Totals(
                        Map.of(),
                        Map.of(
                                new Shape(Shape.Size.of(128 << 10), "STANDARD"), new Amount(1, 2),
                                new Shape(Shape.Size.of(0), "STANDARD_IA"), new Amount(3, 4),
                                new Shape(Shape.Size.of(GIB), "STANDARD"), new Amount(5, 6)));
        assertThat(of(totals, streamed()).sizes())
                .isEqualTo(
                        Map.of(
                                Shape.Size.UP_TO_128K, new Amount(4, 6),
                                Shape.Size.UP_TO_5G, new Amount(5, 6)));
        assertThat(Totals.of(totals.counts())).isEqualTo(totals);
    }

    @Test
    void itsJsonIsAsTheContractShowsIt() {
        var example =
                ContractsPage.read().examples().stream()
                        .filter(one -> one.kind().equals("forecast"))
                        .findFirst()
                        .orElseThrow();
        var forecast =
                of(
                        missing(1_024, 1_024 * GIB, "STANDARD"),
                        path(false, Distance.TWO_REGIONS, "STANDARD"));
        var json = ForecastJson.of(forecast, PRICES);
        var shown = ForecastTest.read(example.text());
        assertThat(json.propertyStream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(shown.propertyStream().map(Map.Entry::getKey).toList());
        for (var same : List.of("objects", "bytes", "sizes", "prices")) {
            assertThat(json.path(same).toString()).isEqualTo(shown.path(same).toString());
        }
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Totals missing(long objects, long bytes, String storageClass) {
        var amount = new Amount(objects, bytes);
        return new Totals(
                Map.of(Finding.MISSING, amount, Finding.SENT, amount),
                Map.of(new Shape(Shape.Size.of(bytes / objects), storageClass), amount));
    }

    private static Path streamed() {
        return path(false, Distance.ONE_REGION, "STANDARD");
    }

    private static Path withinS3() {
        return path(true, Distance.ONE_REGION, "STANDARD");
    }

    private static Path path(boolean within, Distance distance, String storageClass) {
        return new Path(
                within,
                distance,
                Optional.of(storageClass),
                64L << 20,
                64L << 20,
                Compare.CONTENT,
                true);
    }

    private static Forecast of(Totals totals, Path path) {
        return Forecast.of(totals, path, PRICES);
    }

    private static Forecast.Line line(Forecast forecast, String what) {
        return forecast.lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
