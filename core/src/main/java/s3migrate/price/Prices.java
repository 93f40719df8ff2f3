package s3migrate.price;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// List prices of one day, in USD: `prices.json`, beside this class.
///
/// @param asOf the day they were looked up
public record Prices(
        LocalDate asOf, Map<Priced, Double> usd, Map<String, StorageClassPrice> storageClasses) {

    private static final String FILE = "prices.json";
    private static final String STANDARD = "STANDARD";

    public Prices {
        usd = Map.copyOf(usd);
        storageClasses = Map.copyOf(storageClasses);
    }

    /// Those that come with this program.
    public static Prices read() {
        try (var file = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE))) {
            var json = new ObjectMapper().readTree(file);
            var usd = new EnumMap<Priced, Double>(Priced.class);
            for (var priced : Priced.values()) {
                usd.put(priced, json.required(priced.text()).doubleValue());
            }
            var classes = new HashMap<String, StorageClassPrice>();
            for (var one : json.required("storage_classes").properties()) {
                classes.put(
                        one.getKey(),
                        StorageClassPrice.of(
                                one.getValue(),
                                json.required(Priced.S3_WRITE.text()).doubleValue(),
                                json.required(Priced.S3_READ.text()).doubleValue()));
            }
            return new Prices(LocalDate.parse(json.required("as_of").textValue()), usd, classes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// What one unit costs.
    public double of(Priced priced) {
        return Objects.requireNonNull(usd.get(priced));
    }

    /// What a storage class costs; one that is not in the file, what STANDARD does.
    public StorageClassPrice ofClass(String name) {
        return Objects.requireNonNull(
                storageClasses.getOrDefault(name, storageClasses.get(STANDARD)));
    }

    /// Where and when they were so, for people.
    public String text() {
        return "list prices of us-east-1, %s".formatted(asOf);
    }
}
