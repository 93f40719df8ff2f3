package s3migrate.run;

/// Where a pass notes how far it is, so that another can go on from there.
@FunctionalInterface
public interface Checkpoints {

    /// Nothing is noted: a pass that ends early begins anew.
    Checkpoints NONE = (_, _) -> true;

    /// Every difference up to the key `reached` is handed over; `totals` counts them.
    ///
    /// @return false if the route is in other hands: stop
    boolean save(String reached, Totals totals);
}
