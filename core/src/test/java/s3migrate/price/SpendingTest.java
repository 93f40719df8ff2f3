package s3migrate.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SpendingTest {

    private final Spending spending = new Spending(Prices.read());

    /// And no price is there that nobody looks at.
    @Test
    void everythingPricedHasAPriceAndTheReverse() throws IOException {
        var prices = Prices.read();
        assertThat(prices.usd())
                .hasSize(Priced.values().length)
                .allSatisfy((_, usd) -> assertThat(usd).isPositive());
        try (var file = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
            var names = new TreeSet<String>();
            new ObjectMapper().readTree(file).fieldNames().forEachRemaining(names::add);
            names.remove("//");
            names.remove("as_of");
            names.remove("storage_classes");
            assertThat(names)
                    .isEqualTo(
                            new TreeSet<>(
                                    Arrays.stream(Priced.values()).map(Priced::text).toList()));
        }
    }

    /// What anybody can look up: 5 USD for a million PUTs.
    @Test
    void requestsAreSummedUpInMillionthsOfAUsd() {
        spending.add(Priced.S3_WRITE, 1_000_000);
        assertThat(spending.takeMicroUsd()).isEqualTo(5_000_000);
        assertThat(spending.takeMicroUsd()).isZero();
    }

    @Test
    void lessThanATenthOfACentWaitsForMore() {
        spending.add(Priced.S3_WRITE, 199);
        assertThat(spending.takeMicroUsd()).isZero();
        spending.add(Priced.S3_WRITE, 2);
        assertThat(spending.takeMicroUsd()).isEqualTo(1_005);
    }

    @Test
    void anInvocationIsMemoryTimesTimeAndItsQueue() {
        var meter = new RecordedMeter();
        new Invocation(1_536, Duration.ofMillis(2_500)).tell(meter);
        assertThat(meter.units())
                .hasSize(3)
                .contains(
                        Map.entry(Priced.LAMBDA_REQUEST, 1.0), Map.entry(Priced.SQS_REQUEST, 2.0));
        double gibSeconds =
                meter.units().getOrDefault(Priced.LAMBDA_GIB_SECOND_X86_64, 0.0)
                        + meter.units().getOrDefault(Priced.LAMBDA_GIB_SECOND_ARM64, 0.0);
        assertThat(gibSeconds).isCloseTo(3.75, within(1e-9));
    }

    @Test
    void onlyWhatLeavesARegionHasAPrice() {
        var meter = new RecordedMeter();
        Distance.WITHIN_REGION.tell(meter, 1L << 30);
        Distance.TO_ANOTHER_REGION.tell(meter, 2L << 30);
        Distance.OVER_THE_INTERNET.tell(meter, 1L << 29);
        assertThat(meter.units())
                .isEqualTo(
                        Map.of(Priced.REGION_TRANSFER_GB, 2.0, Priced.INTERNET_TRANSFER_GB, 0.5));
    }
}
