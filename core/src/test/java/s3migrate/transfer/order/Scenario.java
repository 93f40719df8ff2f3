package s3migrate.transfer.order;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// What happens to one key, and how much may go wrong meanwhile.
///
/// @param before what the destination holds at first; empty for nothing
/// @param history what the source becomes, one letter a version, `-` for deleted: equal letters are
///   equal bytes, upper case is an object of two parts, lower case a small one
/// @param traits what else is so
/// @param flaw what the stores do not do, though their profile says so
/// @param limits how much may go wrong
record Scenario(String before, String history, Set<Trait> traits, Flaw flaw, Limits limits) {

    enum Trait {
        /// The route deletes.
        DELETES,
        /// The destination does not know conditional writes, and its profile says so.
        UNCONDITIONAL,
        /// Objects of two parts are cut into slices of one.
        SLICED,
        /// S3 copies by itself; else the bytes pass through the worker.
        WITHIN_S3,
        /// Messages say what a comparison saw at the source.
        LISTED,
        /// Each worker looks into the ledger before all else, as for a batch.
        LOOKS_AHEAD,
        /// The source keeps versions, so that superseded ones are read by their id.
        VERSIONED
    }

    static final int SMALL_BYTES = 50;
    static final int LARGE_BYTES = 150;

    /// How often each of these may happen in one execution: a worker killed; the last call of one
    /// that was killed landing later; a reply lost, the call landing later or never; a message
    /// delivered twice; a lease that ends under a live owner; a worker whose time is up.
    record Limits(int kills, int late, int lost, int twice, int expiries, int timeouts) {
        static final Limits NONE = new Limits(0, 0, 0, 0, 0, 0);
        static final Limits KILL = new Limits(1, 0, 0, 0, 0, 0);
        static final Limits LATE = new Limits(1, 1, 0, 0, 0, 0);
        static final Limits LOST = new Limits(0, 0, 1, 0, 0, 0);

        Limits lessKills() {
            return new Limits(kills - 1, late, lost, twice, expiries, timeouts);
        }

        Limits lessLate() {
            return new Limits(kills, late - 1, lost, twice, expiries, timeouts);
        }

        Limits lessLost() {
            return new Limits(kills, late, lost - 1, twice, expiries, timeouts);
        }

        Limits lessTwice() {
            return new Limits(kills, late, lost, twice - 1, expiries, timeouts);
        }

        Limits lessExpiries() {
            return new Limits(kills, late, lost, twice, expiries - 1, timeouts);
        }

        Limits lessTimeouts() {
            return new Limits(kills, late, lost, twice, expiries, timeouts - 1);
        }
    }

    static Scenario of(String before, String history) {
        return new Scenario(before, history, Set.of(), Flaw.NONE, Limits.NONE);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /// Whether the destination does what a condition says.
    boolean keepsConditions() {
        return !is(Trait.UNCONDITIONAL) && flaw != Flaw.NO_CONDITIONS;
    }

    Scenario deleting() {
        return with(Trait.DELETES);
    }

    Scenario unconditional() {
        return with(Trait.UNCONDITIONAL);
    }

    Scenario withinS3() {
        return with(Trait.WITHIN_S3);
    }

    /// By S3 itself, of objects that a comparison has found.
    Scenario listedWithinS3() {
        return withinS3().with(Trait.LISTED);
    }

    Scenario inSlices() {
        return with(Trait.SLICED);
    }

    Scenario lookingAhead() {
        return with(Trait.LOOKS_AHEAD);
    }

    Scenario ofVersions() {
        return with(Trait.VERSIONED);
    }

    private Scenario with(Trait trait) {
        var more = EnumSet.of(trait);
        more.addAll(traits);
        return new Scenario(before, history, Collections.unmodifiableSet(more), flaw, limits);
    }

    Scenario with(Flaw newFlaw) {
        return new Scenario(before, history, traits, newFlaw, limits);
    }

    Scenario with(Limits newLimits) {
        return new Scenario(before, history, traits, flaw, newLimits);
    }

    /// Whether the destination may never go back, not even for a moment: no content comes back, and
    /// the store keeps to conditions.
    boolean movesForwardOnly() {
        return !is(Trait.UNCONDITIONAL)
                && !is(Trait.DELETES)
                && history.chars().distinct().count() == history.length()
                && (before.isEmpty() || history.indexOf(before) <= 0);
    }

    /// Small and multipart, distinct and returning contents, with and without deletes, for stores
    /// with and without conditional writes.
    static Stream<Scenario> all() {
        var kept =
                Stream.of(
                        of("", "ab"),
                        of("", "abc"),
                        of("", "aba"),
                        of("a", "ba"),
                        of("a", "bab"),
                        of("", "AB"),
                        of("", "ABA"),
                        of("A", "BA"),
                        of("", "Ab"),
                        of("", "aB"),
                        of("A", "bA"),
                        of("a", "Ba"));
        var deleted =
                Stream.of(
                        of("", "a-"),
                        of("a", "-a"),
                        of("a", "-b"),
                        of("", "ab-"),
                        of("a", "b-a"),
                        of("", "A-"),
                        of("A", "-A"),
                        of("A", "-B"),
                        of("", "Ab-"),
                        of("", "a-A"));
        return Stream.concat(kept, deleted.map(Scenario::deleting))
                .flatMap(scenario -> Stream.of(scenario, scenario.unconditional()));
    }

    /// The content a letter stands for.
    static byte[] content(int letter) {
        var bytes = new byte[Character.isUpperCase(letter) ? LARGE_BYTES : SMALL_BYTES];
        new Random(Character.toLowerCase(letter)).nextBytes(bytes);
        return bytes;
    }

    /// The letters of all contents.
    List<Integer> letters() {
        return (before + history)
                .chars()
                .filter(letter -> letter != '-')
                .distinct()
                .boxed()
                .toList();
    }
}
