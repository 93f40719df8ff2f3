package s3migrate.ledger;

import java.time.Instant;
import java.util.Optional;

/// What copying a route would take, as its latest run found that was dry, and whether it may begin.
/// A value: each method answers what comes after it.
///
/// @param of the ends and the mode it is a plan of, as a text: where the route has others, it
///   counts for nothing
/// @param run the id of the run that made it
/// @param objects to copy, of so many `bytes`
/// @param microUsd the price, in millionths of a USD
/// @param microUsdAtMost the same, unless it is `sampled`: then what it may be just as well
/// @param sampled whether only samples of the keys were listed
/// @param forecast the forecast in full, as JSON
/// @param approved empty while it waits
public record PlanRecord(
        String route,
        String of,
        String run,
        Instant made,
        long objects,
        long bytes,
        long microUsd,
        long microUsdAtMost,
        boolean sampled,
        String forecast,
        Optional<Approval> approved) {

    /// Who said since when that copying may begin: `person`, or `price`, as it was low enough.
    public record Approval(String by, Instant at) {

        public static final String PERSON = "person";
        public static final String PRICE = "price";
    }

    /// Its runs copy from now on.
    public PlanRecord approvedBy(String who, Instant now) {
        return new PlanRecord(
                route,
                of,
                run,
                made,
                objects,
                bytes,
                microUsd,
                microUsdAtMost,
                sampled,
                forecast,
                Optional.of(new Approval(who, now)));
    }
}
