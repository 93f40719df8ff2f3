package s3migrate.run.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import s3migrate.price.Prices;
import s3migrate.run.Sampled;

/// A forecast as `docs/contracts.md` shows it.
public final class ForecastJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ForecastJson() {}

    public static ObjectNode of(Forecast forecast, Prices prices) {
        var json =
                JSON.createObjectNode()
                        .put("objects", forecast.toCopy().objects())
                        .put("bytes", forecast.toCopy().bytes());
        var sizes = json.putObject("sizes");
        forecast.sizes()
                .forEach((size, amount) ->
                        sizes.put(size.text(), amount.objects())
                                .put(size.text() + "_bytes", amount.bytes()));
        var lines = json.putArray("lines");
        for (var line : forecast.lines()) {
            lines.addObject()
                    .put("what", line.what())
                    .put("count", line.count())
                    .put("usd", rounded(line.usd()));
        }
        json.put("usd", rounded(forecast.usd())).put("prices", prices.text());
        var adders = json.putArray("not_in_it");
        forecast.adders().forEach(adders::add);
        return json.put("seconds_at_best", forecast.fastest().toSeconds())
                .put("seconds_at_worst", forecast.slowest().toSeconds());
    }

    /// Of a sample: what is most likely, as of a whole comparison, and the bounds.
    public static ObjectNode of(SampledForecast sampled, Prices prices) {
        var json = of(sampled.estimate(), prices);
        json.put("seconds_at_best", sampled.fastest().toSeconds())
                .put("seconds_at_worst", sampled.slowest().toSeconds());
        var sample = json.putObject("sample");
        between(sample, "found", sampled.found());
        between(sample, "objects", sampled.objects());
        between(sample, "bytes", sampled.bytes());
        sample.put("usd_at_least", rounded(sampled.usd().least()))
                .put("usd_at_most", rounded(sampled.usd().most()))
                .put("ranges", sampled.sample().ranges())
                .put("objects_seen", sampled.sample().seen().objects())
                .put("requests", sampled.sample().requests())
                .put("requests_usd", rounded(sampled.sampleUsd()));
        return json;
    }

    private static void between(ObjectNode json, String name, Sampled.Bounds bounds) {
        json.put(name + "_at_least", (long) Math.floor(bounds.least()))
                .put(name + "_at_most", (long) Math.ceil(bounds.most()));
    }

    /// To a hundredth of a cent.
    private static double rounded(double usd) {
        return Math.round(usd * 10_000) / 10_000.0;
    }
}
