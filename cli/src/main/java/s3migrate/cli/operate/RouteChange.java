package s3migrate.cli.operate;

import java.util.function.UnaryOperator;
import s3migrate.ledger.LedgerException;
import s3migrate.ledger.RouteLedger;
import s3migrate.ledger.RouteRecord;

/// A person's change to the record of a route, which workers change too.
record RouteChange(RouteLedger ledger, String route) {

    private static final int MAX_RACES = 20;

    static RouteChange of(DeployedSystem system, String route) {
        return new RouteChange(system.routeLedger(), route);
    }

    /// Writes what comes after the present record, unless that is the record itself.
    ///
    /// @return what stands there then
    RouteRecord make(UnaryOperator<RouteRecord> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            var seen = ledger.find(route);
            var next = change.apply(seen);
            if (next.equals(seen) || ledger.replace(seen, next)) {
                return next;
            }
        }
        throw new LedgerException(
                "change route %s: overtaken %d times".formatted(route, MAX_RACES));
    }
}
