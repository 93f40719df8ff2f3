package s3migrate.price;

import java.util.concurrent.atomic.DoubleAdder;

/// Sums up what is used, at list prices. Serves many threads.
///
/// Nearly right: free tiers, discounts, regions and storage classes with other prices are left out.
public final class Spending implements Meter {

    /// As a metric costs 0.30 USD for a month of hours, less than a tenth of a cent waits for more,
    /// and is lost with the process.
    private static final long LEAST_MICRO_USD = 1_000;

    private static final double MICRO = 1e-6;

    private final Prices prices;
    private final DoubleAdder usd = new DoubleAdder();

    public Spending(Prices prices) {
        this.prices = prices;
    }

    @Override
    public void add(Priced priced, double units) {
        usd.add(units * prices.of(priced));
    }

    /// What was spent since this last answered with more than zero, in millionths of a USD. Zero as
    /// long as it is less than a tenth of a cent.
    public synchronized long takeMicroUsd() {
        long whole = (long) (usd.sum() / MICRO);
        if (whole < LEAST_MICRO_USD) {
            return 0;
        }
        usd.add(-whole * MICRO);
        return whole;
    }
}
