package s3migrate.price;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// List prices of one day, in USD: `prices.json`, beside this class.
///
/// @param asOf the day they were looked up
public record Prices(LocalDate asOf, Map<Priced, Double> usd) {

    private static final String FILE = "prices.json";

    public Prices {
        usd = Map.copyOf(usd);
    }

    /// Those that come with this program.
    public static Prices read() {
        try (var file = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE))) {
            var json = new ObjectMapper().readTree(file);
            var usd = new EnumMap<Priced, Double>(Priced.class);
            for (var priced : Priced.values()) {
                usd.put(priced, json.required(priced.text()).doubleValue());
            }
            return new Prices(LocalDate.parse(json.required("as_of").textValue()), usd);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// What one unit costs.
    public double of(Priced priced) {
        return Objects.requireNonNull(usd.get(priced));
    }
}
