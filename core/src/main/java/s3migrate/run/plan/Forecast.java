package s3migrate.run.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import s3migrate.price.Priced;
import s3migrate.price.Prices;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.run.Amount;
import s3migrate.run.Finding;
import s3migrate.run.Shape;
import s3migrate.run.Totals;

/// What copying takes that a run found: requests by kind, bytes, price by line, and time between
/// two bounds. Parts, retries and objects that change meanwhile are counted from above.
///
/// @param adders what costs more where it applies, which no listing tells; not in `usd`
public record Forecast(
        Amount toCopy,
        Map<Shape.Size, Amount> sizes,
        List<Line> lines,
        List<String> adders,
        Duration fastest,
        Duration slowest) {

    private static final double GIB = 1L << 30;
    private static final long KEYS_A_PAGE = 1_000;

    /// So many of one kind, and what they cost.
    public record Line(String what, long count, double usd) {}

    public Forecast {
        sizes = Map.copyOf(sizes);
        lines = List.copyOf(lines);
        adders = List.copyOf(adders);
    }

    /// The price of all lines.
    public double usd() {
        return lines.stream().mapToDouble(Line::usd).sum();
    }

    /// What a comparison itself takes, with the same answers from both sides.
    public static double ofPass(Totals totals, Compare compare, Prices prices) {
        return comparing(totals, compare, prices).stream().mapToDouble(Line::usd).sum();
    }

    private static List<Line> copying(Totals totals, Path path, Prices prices, Requests requests) {
        var lines = new ArrayList<Line>();
        lines.add(
                new Line(
                        path.within() ? "CopyObject and the like" : "PUT and the like",
                        requests.puts(),
                        requests.putsUsd(prices)));
        lines.add(new Line("GET and HEAD", requests.gets(), requests.getsUsd(prices)));
        retrieval(totals, prices, lines);
        transfer(totals.toCopy(), path, prices, lines);
        return lines;
    }

    /// Of what a run found.
    public static Forecast of(Totals totals, Path path, Prices prices) {
        var lines = new ArrayList<>(comparing(totals, path.compare(), prices));
        var requests = Requests.of(totals, path);
        var toCopy = totals.toCopy();
        lines.addAll(copying(totals, path, prices, requests));
        if (path.deployed()) {
            lines.addAll(requests.deployed(prices));
        }
        lines.removeIf(line -> line.count() == 0);
        var time = Pace.of(path).times(toCopy);
        return new Forecast(
                toCopy,
                sizes(totals),
                lines,
                adders(totals, toCopy, requests, path, prices),
                time.fastest(),
                time.slowest());
    }

    private static List<Line> comparing(Totals totals, Compare compare, Prices prices) {
        long source = totals.found().objects();
        long missing = totals.of(Finding.MISSING).objects();
        long destination = source - missing + totals.extras();
        long pages = Math.ceilDiv(source, KEYS_A_PAGE) + Math.ceilDiv(destination, KEYS_A_PAGE);
        var lines = new ArrayList<Line>();
        lines.add(new Line("listing", pages, pages * prices.of(Priced.S3_WRITE)));
        long looks = 2 * lookedAt(totals, compare, source - missing);
        if (looks > 0) {
            lines.add(new Line("HEAD, to compare", looks, looks * prices.of(Priced.S3_READ)));
        }
        return lines;
    }

    /// Objects that are looked at on both sides, at every run, counted from above: what is proved
    /// equal by a look is not looked at again.
    private static long lookedAt(Totals totals, Compare compare, long onBothSides) {
        return switch (compare) {
            case CONTENT, VERSION -> totals.of(Finding.SAME_SIZE).objects();
            case METADATA -> onBothSides;
            case SIZE, ALWAYS -> 0;
        };
    }

    private static void retrieval(Totals totals, Prices prices, List<Line> lines) {
        totals.shapes()
                .forEach((shape, amount) -> {
                    double usd =
                            prices.ofClass(shape.storageClass()).gibRetrieved()
                                    * amount.bytes()
                                    / GIB;
                    if (usd > 0) {
                        lines.add(
                                new Line(
                                        "GiB read from " + shape.storageClass(), gib(amount), usd));
                    }
                });
    }

    private static void transfer(Amount toCopy, Path path, Prices prices, List<Line> lines) {
        double gib = toCopy.bytes() / GIB;
        switch (path.distance()) {
            case ONE_REGION -> {}
            case TWO_REGIONS ->
                    lines.add(
                            new Line(
                                    "GiB between regions",
                                    gib(toCopy),
                                    gib * prices.of(Priced.REGION_TRANSFER_GB)));
            case INTERNET ->
                    lines.add(
                            new Line(
                                    "GiB out of AWS or its partition, if the source is there",
                                    gib(toCopy),
                                    gib * prices.of(Priced.INTERNET_TRANSFER_GB)));
        }
    }

    private static List<String> adders(
            Totals totals, Amount toCopy, Requests requests, Path path, Prices prices) {
        double month =
                totals.shapes().entrySet().stream()
                        .mapToDouble(one ->
                                one.getValue().bytes()
                                        / GIB
                                        * prices.ofClass(path.written(one.getKey().storageClass()))
                                                .gibMonth())
                        .sum();
        return List.of(
                "%.2f USD if both sides are under KMS keys without bucket keys"
                        .formatted(2 * requests.puts() * prices.of(Priced.KMS_REQUEST)),
                "%.2f USD if every object has tags"
                        .formatted(toCopy.objects() * prices.of(Priced.S3_READ)),
                "%.2f USD a month for storing the copies".formatted(month));
    }

    private static Map<Shape.Size, Amount> sizes(Totals totals) {
        var sizes = new EnumMap<Shape.Size, Amount>(Shape.Size.class);
        totals.shapes()
                .forEach((shape, amount) -> sizes.merge(shape.size(), amount, Forecast::both));
        return sizes;
    }

    private static Amount both(Amount a, Amount b) {
        return new Amount(a.objects() + b.objects(), a.bytes() + b.bytes());
    }

    private static long gib(Amount amount) {
        return Math.ceilDiv(amount.bytes(), (long) GIB);
    }
}
