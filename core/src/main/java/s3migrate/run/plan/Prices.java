package s3migrate.run.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// List prices in USD, from `prices.json` beside this class, which says of which region and when.
/// Classes that are not in it cost what STANDARD does.
public final class Prices {

    private static final String STANDARD = "STANDARD";
    private static final double MILLION = 1_000_000;

    private final JsonNode json;

    private Prices(JsonNode json) {
        this.json = json;
    }

    /// Those that came with the program.
    public static Prices ofThisRelease() {
        try (var file = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
            return new Prices(new ObjectMapper().readTree(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Where and when they were so, for people.
    public String text() {
        return "list prices of %s, %s".formatted(text("region"), text("as_of"));
    }

    /// One PUT, COPY or POST towards this class.
    double put(String storageClass) {
        return ofClass("usd_per_million_put", storageClass) / MILLION;
    }

    /// One GET or HEAD of this class.
    double get(String storageClass) {
        return ofClass("usd_per_million_get", storageClass) / MILLION;
    }

    /// One page of a listing.
    double list() {
        return number("usd_per_million_list") / MILLION;
    }

    /// One GiB read from this class.
    double retrieved(String storageClass) {
        return json.path("usd_per_gib_retrieved").path(storageClass).asDouble(0);
    }

    /// One GiB in this class for a month.
    double stored(String storageClass) {
        return ofClass("usd_per_gib_month", storageClass);
    }

    double betweenRegions() {
        return number("usd_per_gib_between_regions");
    }

    double toTheInternet() {
        return number("usd_per_gib_to_the_internet");
    }

    double kms() {
        return number("usd_per_million_kms") / MILLION;
    }

    double sqs() {
        return number("usd_per_million_sqs") / MILLION;
    }

    double ledgerWrite() {
        return number("usd_per_million_ledger_writes") / MILLION;
    }

    /// One GiB of Lambda memory for a second.
    double gibSecond() {
        return number("usd_per_gib_second");
    }

    private double ofClass(String name, String storageClass) {
        var prices = json.path(name);
        return prices.path(storageClass).asDouble(prices.path(STANDARD).asDouble());
    }

    private double number(String name) {
        return json.path(name).asDouble();
    }

    private String text(String name) {
        return json.path(name).asText();
    }
}
