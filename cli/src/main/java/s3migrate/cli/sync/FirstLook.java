package s3migrate.cli.sync;

import java.time.InstantSource;
import java.util.ArrayList;
import s3migrate.cli.doctor.Visit;
import s3migrate.doctor.Grade;
import s3migrate.doctor.Observation;

/// The doctor in short, before the first sync of a route: says what may be missing or would hurt,
/// and nothing where all is well. The sync goes on in any case: what it really needs, S3 will tell,
/// and what S3 refuses altogether it tells at once.
final class FirstLook {

    private FirstLook() {}

    static void at(SyncPlan plan, InstantSource clock, Output output) {
        var options = plan.route().options();
        var wish =
                new Visit.Wish(
                        plan.route(),
                        plan.source(),
                        plan.destination(),
                        options.copy(),
                        plan.store(),
                        true,
                        false);
        var seen = new ArrayList<Observation>();
        try (var visit = new Visit(wish, clock)) {
            visit.doctor().examineInShort(seen::add);
        }
        var mattering =
                seen.stream()
                        .filter(Observation::matters)
                        .filter(one -> one.grade() != Grade.FAULT || one.missing().isPresent())
                        .toList();
        mattering.forEach(one -> output.complain(one.text()));
        if (!mattering.isEmpty()) {
            output.complain("this is the first sync of the route: s3migrate doctor says more");
        }
    }
}
