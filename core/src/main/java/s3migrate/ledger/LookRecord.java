package s3migrate.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was found at a route before its first copy: permissions and settings, not objects. A value:
/// each method answers what comes after it.
///
/// @param version grows with every write
/// @param at when it was looked
/// @param how the stores were asked and copies go: as whom, through whom; for people
/// @param faults what keeps copies from passing
/// @param warnings what lets them pass and will hurt
/// @param accepted whether a person lets the route go on in spite of these faults
public record LookRecord(
        String route,
        long version,
        Instant at,
        String how,
        List<Remark> faults,
        List<Remark> warnings,
        boolean accepted) {

    public LookRecord {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }

    /// One thing that was found, for people.
    ///
    /// @param what the same words whenever the same is found
    /// @param why it matters, as the store told this time; may be empty
    /// @param toDo about it; may be empty
    public record Remark(String what, String why, String toDo) {

        /// All of it on one line.
        public String text() {
            return Stream.of(what, why, toDo)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; "));
        }
    }

    /// The first of a route.
    public static LookRecord first(
            String route, Instant at, String how, List<Remark> faults, List<Remark> warnings) {
        return new LookRecord(route, 1, at, how, faults, warnings, false);
    }

    /// Somebody looked again. What a person accepted stays so, as long as no other fault is found.
    public LookRecord next(LookRecord found) {
        boolean known = accepted && whats(faults).containsAll(whats(found.faults));
        return new LookRecord(
                route, version + 1, found.at, found.how, found.faults, found.warnings, known);
    }

    /// A person wants the route to go on.
    public LookRecord acceptedByPerson() {
        return new LookRecord(route, version + 1, at, how, faults, warnings, true);
    }

    /// Whether nothing is to be copied before a person has mended or accepted something.
    public boolean holds() {
        return !faults.isEmpty() && !accepted;
    }

    /// Whether the same was found as before.
    public boolean saysTheSameAs(LookRecord before) {
        return whats(faults).equals(whats(before.faults))
                && whats(warnings).equals(whats(before.warnings));
    }

    /// All faults on one line.
    public String faultsText() {
        return faults.stream().map(Remark::text).collect(Collectors.joining(" | "));
    }

    private static Set<String> whats(List<Remark> remarks) {
        return remarks.stream().map(Remark::what).collect(Collectors.toSet());
    }
}
