package s3migrate.price;

/// Is told of whatever has a price, as it is used. Called from many threads; must not block.
@FunctionalInterface
public interface Meter {

    /// Forgets it.
    Meter NONE = (_, _) -> {};

    /// So many units were used.
    void add(Priced priced, double units);
}
