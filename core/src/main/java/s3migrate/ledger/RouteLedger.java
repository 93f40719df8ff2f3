package s3migrate.ledger;

/// One record per route: whether its objects pass. Reads are consistent; `replace` is the only
/// write. Times are kept to the millisecond. Fails with a `LedgerException`.
public interface RouteLedger {

    /// The record of this route; of one that nothing is known of, `RouteRecord.of`.
    RouteRecord find(String route);

    /// Writes `next`, which comes after `seen`, if the record still is at the version of `seen` and
    /// nobody has stopped the route or let it go on since.
    ///
    /// @return false if another was faster: nothing was written, read again
    boolean replace(RouteRecord seen, RouteRecord next);
}
