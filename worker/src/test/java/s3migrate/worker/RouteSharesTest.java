package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.price.Priced;
import s3migrate.price.Prices;

class RouteSharesTest {

    private static final long USD = 1_000_000;

    private final Prices prices = Prices.read();
    private final RouteShares shares = new RouteShares(prices);

    @Test
    void whatIsNobodysAloneIsSharedByObjects() {
        shares.object("a");
        shares.object("b");
        shares.object("b");
        shares.object("b");
        assertThat(shares.of(4 * USD)).isEqualTo(Map.of("a", USD, "b", 3 * USD));
    }

    @Test
    void theWayOfBytesCountsForTheirRouteAlone() {
        shares.object("a");
        shares.object("b");
        shares.alone("a").add(Priced.REGION_TRANSFER_GB, 1 / prices.of(Priced.REGION_TRANSFER_GB));
        assertThat(shares.of(3 * USD)).isEqualTo(Map.of("a", 2 * USD, "b", USD));
    }

    @Test
    void whatWasSpentBeforeAnyObjectEndedWaitsForTheNextAndIsSharedOnce() {
        assertThat(shares.of(USD)).isEmpty();
        shares.object("a");
        assertThat(shares.of(0)).isEqualTo(Map.of("a", USD));
        shares.object("a");
        assertThat(shares.of(0)).isEmpty();
        assertThat(shares.of(USD)).isEqualTo(Map.of("a", USD));
    }
}
