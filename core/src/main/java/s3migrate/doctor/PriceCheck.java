package s3migrate.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import s3migrate.object.ObjectSummary;
import s3migrate.price.Prices;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;
import s3migrate.run.plan.Forecast;
import s3migrate.run.plan.Path;

/// What copying 1,000 objects like those of the sample costs.
record PriceCheck(Path path, Prices prices, Supplier<Sample> sample) implements Check {

    private static final String SUBJECT = "price";
    private static final double PER = 1_000;
    private static final double MIB = 1 << 20;

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        var readable = sample.get().rows().stream().filter(row -> !row.isArchived()).toList();
        if (readable.isEmpty()) {
            return List.of();
        }
        var forecast = Forecast.of(totals(readable), path, prices);
        double share = PER / readable.size();
        long bytes = forecast.toCopy().bytes();
        var lines =
                forecast.lines().stream()
                        .map(line -> "%s %.4f".formatted(line.what(), line.usd() * share))
                        .toList();
        return List.of(
                Observation.ok(
                        SUBJECT,
                        "%.4f USD per 1,000 objects of %,.2f MiB: %s (%s)"
                                .formatted(
                                        forecast.usd() * share,
                                        bytes / MIB / readable.size(),
                                        String.join(", ", lines),
                                        prices.text())));
    }

    /// As if all were missing at the destination.
    private static Totals totals(List<ObjectSummary> rows) {
        var shapes = new HashMap<Shape, Amount>();
        for (var row : rows) {
            shapes.merge(
                    new Shape(Shape.Size.of(row.size()), row.storageClass()),
                    new Amount(1, row.size()),
                    (a, b) -> new Amount(a.objects() + b.objects(), a.bytes() + b.bytes()));
        }
        long bytes = rows.stream().mapToLong(ObjectSummary::size).sum();
        var all = new Amount(rows.size(), bytes);
        return new Totals(Map.of(Finding.MISSING, all, Finding.SENT, all), shapes);
    }
}
