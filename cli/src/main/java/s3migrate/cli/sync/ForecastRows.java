package s3migrate.cli.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import s3migrate.cli.options.Written;
import s3migrate.price.Prices;
import s3migrate.run.Amount;
import s3migrate.run.Sampled;
import s3migrate.run.Shape;
import s3migrate.run.plan.Forecast;
import s3migrate.run.plan.SampledForecast;

/// A forecast for people: names and values.
final class ForecastRows {

    private static final double MIB = 1 << 20;

    private ForecastRows() {}

    static List<Map.Entry<String, String>> of(Forecast forecast, Prices prices) {
        var rows = new ArrayList<Map.Entry<String, String>>();
        for (var size : Shape.Size.values()) {
            var amount = forecast.sizes().getOrDefault(size, Amount.NONE);
            if (amount.objects() > 0) {
                rows.add(Map.entry("  " + text(size), amount(amount)));
            }
        }
        rows.add(Map.entry("price", "%.2f USD, %s".formatted(forecast.usd(), prices.text())));
        for (var line : forecast.lines()) {
            rows.add(
                    Map.entry(
                            "  " + line.what(),
                            "%,d, %.4f USD".formatted(line.count(), line.usd())));
        }
        forecast.adders().forEach(adder -> rows.add(Map.entry("  not in it", adder)));
        rows.add(
                Map.entry(
                        "time",
                        "%s to %s".formatted(text(forecast.fastest()), text(forecast.slowest()))));
        return rows;
    }

    /// Of a sample: bounds, and between them what is most likely.
    static List<Map.Entry<String, String>> of(SampledForecast sampled, Prices prices) {
        var rows = new ArrayList<Map.Entry<String, String>>();
        rows.add(Map.entry("found", between("%,.0f", sampled.found())));
        rows.add(
                Map.entry(
                        "would copy",
                        "%s objects, %s to %s"
                                .formatted(
                                        between("%,.0f", sampled.objects()),
                                        Written.bytes((long) sampled.bytes().least()),
                                        Written.bytes((long) sampled.bytes().most()))));
        rows.add(
                Map.entry(
                        "price",
                        "%s USD, %s".formatted(between("%.2f", sampled.usd()), prices.text())));
        for (var line : sampled.estimate().lines()) {
            rows.add(Map.entry("  about, " + line.what(), "%.4f USD".formatted(line.usd())));
        }
        sampled.estimate().adders().forEach(adder -> rows.add(Map.entry("  not in it", adder)));
        rows.add(
                Map.entry(
                        "time",
                        "%s to %s".formatted(text(sampled.fastest()), text(sampled.slowest()))));
        rows.add(Map.entry("by a sample", sample(sampled)));
        return rows;
    }

    private static String between(String number, Sampled.Bounds bounds) {
        String least = number.formatted(bounds.least());
        String most = number.formatted(bounds.most());
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String sample(SampledForecast sampled) {
        var sample = sampled.sample();
        String cost = "%,d requests, %.4f USD".formatted(sample.requests(), sampled.sampleUsd());
        return sample.ranges() == 0
                ? "of all keys, as they are few: " + cost
                : "%,d ranges cut at keys that are there, two walks of chance in each: %,d objects seen in %s"
                        .formatted(sample.ranges(), sample.seen().objects(), cost);
    }

    private static String text(Shape.Size size) {
        return switch (size) {
            case UP_TO_128K -> "up to 128 KiB";
            case UP_TO_1M -> "up to 1 MiB";
            case UP_TO_64M -> "up to 64 MiB";
            case UP_TO_5G -> "up to 5 GiB";
            case LARGER -> "larger";
        };
    }

    private static String text(Duration time) {
        if (time.toHours() >= 48) {
            return "%,d days".formatted(time.toDays());
        }
        if (time.toMinutes() >= 120) {
            return "%d h".formatted(time.toHours());
        }
        return time.toSeconds() >= 120
                ? "%d min".formatted(time.toMinutes())
                : "%d s".formatted(time.toSeconds());
    }

    private static String amount(Amount amount) {
        return "%,d, %.1f MiB".formatted(amount.objects(), amount.bytes() / MIB);
    }
}
