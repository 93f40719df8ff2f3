package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.price.Prices;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.run.plan.ForecastJson;
import s3migrate.run.plan.Path;
import s3migrate.run.plan.SampledForecast;

class SampledForecastTest {

    private static final long MILLION = 1_000_000;
    private static final Prices PRICES = Prices.read();
    private static final Path WITHIN =
            new Path(
                    true,
                    Path.Distance.ONE_REGION,
                    Optional.empty(),
                    64L << 20,
                    64L << 20,
                    Compare.CONTENT,
                    false);

    /// A thousand writes are 0.005 USD, and so are a thousand listings.
    @Test
    void thePriceLiesBetweenThoseOfTheBoundsAndTheSampleHasItsOwn() {
        var range = new Sampled.Range(counts(4 * MILLION), counts(6 * MILLION));
        var sample = new Sampled(counts(MILLION), counts(MILLION), List.of(range), 2_000);
        var forecast = SampledForecast.of(sample, WITHIN, PRICES);

        // Four errors of a million each, and a tenth of the five million nobody saw.
        assertThat(forecast.objects()).isEqualTo(new Sampled.Bounds(1.5e6, 10.5e6));
        assertThat(forecast.bytes()).isEqualTo(new Sampled.Bounds(1.5e9, 10.5e9));
        assertThat(forecast.usd().least()).isCloseTo(8.1, within(0.1));
        assertThat(forecast.usd().most()).isCloseTo(56.8, within(0.1));
        assertThat(forecast.estimate().toCopy())
                .isEqualTo(new Amount(6 * MILLION, 6_000 * MILLION));
        assertThat(forecast.sampleUsd()).isCloseTo(0.01, within(0.0001));
        assertThat(forecast.fastest()).isLessThan(forecast.estimate().fastest());
        assertThat(forecast.slowest()).isGreaterThan(forecast.estimate().slowest());

        var json = ForecastJson.of(forecast, PRICES).path("sample");
        assertThat(json.path("objects_at_least").longValue()).isEqualTo(1_500_000);
        assertThat(json.path("objects_at_most").longValue()).isEqualTo(10_500_000);
        assertThat(json.path("requests").longValue()).isEqualTo(2_000);
        assertThat(json.path("requests_usd").doubleValue()).isEqualTo(0.01);
    }

    @Test
    void whatWasSeenIsTheLeastThatIsThere() {
        var range = new Sampled.Range(counts(0), counts(6 * MILLION));
        var sample = new Sampled(counts(2 * MILLION), counts(MILLION), List.of(range), 1);
        assertThat(sample.bounds(totals -> totals.found().objects()).least()).isEqualTo(2e6);
    }

    private static SampleCounts counts(long objects) {
        var amount = new Amount(objects, objects * 1_000);
        var totals =
                new Totals(
                        Map.of(Finding.MISSING, amount, Finding.SENT, amount),
                        Map.of(new Shape(Shape.Size.UP_TO_128K, "STANDARD"), amount));
        return new SampleCounts(totals, totals);
    }
}
