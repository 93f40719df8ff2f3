package s3migrate.doctor;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import s3migrate.store.StoreException;

/// Looks at a route, check after check. Where an end cannot be reached, nothing more is asked of
/// it. Serves one thread.
public final class Examination {

    private static final String AGAIN = "look again later";

    private final Consumer<Observation> told;

    /// @param told of each observation, as soon as it is made
    public Examination(Consumer<Observation> told) {
        this.told = told;
    }

    /// Makes the further checks only if those of `reach` found no fault.
    void of(List<Check> reach, List<Check> further) {
        boolean reached = true;
        for (var check : reach) {
            reached &= look(check).stream().noneMatch(seen -> seen.grade() == Grade.FAULT);
        }
        if (reached) {
            further.forEach(this::look);
        }
    }

    private List<Observation> look(Check check) {
        var seen = new ArrayList<Observation>();
        try {
            seen.addAll(check.look());
        } catch (StoreException broken) {
            seen.add(couldNot(check, broken));
        } catch (UncheckedIOException broken) {
            seen.add(
                    Observation.warn(
                            check.subject(),
                            "could not be looked at (ConnectionBroken)",
                            String.valueOf(broken.getMessage()),
                            AGAIN));
        }
        seen.forEach(told);
        return seen;
    }

    private static Observation couldNot(Check check, StoreException broken) {
        var what = "%s (%s)".formatted("could not be looked at", broken.code());
        var why = String.valueOf(broken.getMessage());
        return switch (broken) {
            case StoreException.Transient _ -> Observation.warn(check.subject(), what, why, AGAIN);
            case StoreException.ObjectRefused _ -> Observation.warn(check.subject(), what, why, "");
            case StoreException.RouteRefused _ ->
                    new Observation(Grade.FAULT, check.subject(), what, why, "", Optional.empty());
        };
    }
}
