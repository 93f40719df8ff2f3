package s3migrate.doctor;

import java.util.ArrayList;
import java.util.List;
import s3migrate.route.Permission;
import s3migrate.store.StoreException;

/// Requests of one side, each made to see whether its action is allowed. What whoever looks need
/// not be allowed is not tried. Serves one thread.
final class Trials {

    private final End end;
    private final List<String> allowed = new ArrayList<>();
    private final List<Observation> denied = new ArrayList<>();

    Trials(End end) {
        this.end = end;
    }

    /// Makes a request that needs `action`.
    ///
    /// @return whether it is known to be allowed
    boolean of(String action, Runnable request) {
        return of(Grade.FAULT, action, request);
    }

    /// The same for an action without which copies go as well, only worse.
    boolean of(Grade grade, String action, Runnable request) {
        if (!end.needs(action)) {
            return false;
        }
        try {
            request.run();
            allowed.add(action);
            return true;
        } catch (StoreException refused) {
            if (!Denial.is(refused)) {
                throw refused;
            }
            denied.add(Denial.of(grade, end, action, refused));
            return false;
        }
    }

    /// What became of them, what is allowed on one line.
    List<Observation> seen() {
        var seen = new ArrayList<Observation>();
        if (!allowed.isEmpty()) {
            seen.add(
                    Observation.ok(
                            end.name("permission"), String.join(", ", allowed) + " allowed"));
        }
        denied.stream().distinct().forEach(seen::add);
        return seen;
    }

    /// The actions of a permission that were not tried, as one observation of each.
    static Observation untried(End end, Permission permission, String why) {
        return Observation.warn(
                        end.name("permission"),
                        String.join(", ", permission.actions()) + " could not be tried",
                        why,
                        "")
                .with(permission);
    }
}
