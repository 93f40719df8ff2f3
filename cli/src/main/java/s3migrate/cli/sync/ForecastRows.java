package s3migrate.cli.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import s3migrate.price.Prices;
import s3migrate.run.Amount;
import s3migrate.run.Shape;
import s3migrate.run.plan.Forecast;

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
