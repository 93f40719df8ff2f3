package s3migrate.run.plan;

import java.time.Duration;
import s3migrate.price.Priced;
import s3migrate.price.Prices;
import s3migrate.run.Amount;
import s3migrate.run.Sampled;
import s3migrate.run.Sampled.Bounds;

/// What copying takes, estimated by a sample of the keys.
///
/// @param estimate what is most likely, each line of it
/// @param found objects of the source, between which bounds
/// @param objects to copy, and their `bytes`
/// @param usd the price
/// @param fastest of the least of it, as `slowest` is of the most
/// @param sampleUsd what the requests of the sample cost
public record SampledForecast(
        Forecast estimate,
        Bounds found,
        Bounds objects,
        Bounds bytes,
        Bounds usd,
        Duration fastest,
        Duration slowest,
        Sampled sample,
        double sampleUsd) {

    public static SampledForecast of(Sampled sample, Path path, Prices prices) {
        var objects = sample.bounds(totals -> totals.toCopy().objects());
        var bytes = sample.bounds(totals -> totals.toCopy().bytes());
        var pace = Pace.of(path);
        return new SampledForecast(
                Forecast.of(sample.estimate(), path, prices),
                sample.bounds(totals -> totals.found().objects()),
                objects,
                bytes,
                sample.bounds(totals -> Forecast.of(totals, path, prices).usd()),
                pace.times(amount(objects.least(), bytes.least())).fastest(),
                pace.times(amount(objects.most(), bytes.most())).slowest(),
                sample,
                sample.requests() * prices.of(Priced.S3_WRITE));
    }

    private static Amount amount(double objects, double bytes) {
        return new Amount((long) objects, (long) bytes);
    }
}
