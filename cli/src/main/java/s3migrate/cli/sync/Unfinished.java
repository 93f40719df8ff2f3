package s3migrate.cli.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Filter;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.run.Handover;
import s3migrate.store.StoreException;

/// What an earlier sync of the route began and did not end, as its journal has it.
final class Unfinished {

    private final OpenRoute open;
    private final Optional<Set<String>> keys;

    Unfinished(OpenRoute open) {
        this.open = open;
        this.keys = open.plan().keys().map(HashSet::new);
    }

    /// Gives on what this sync is about, so that its parts are used and no upload stays open. Where
    /// all is written anyway, the comparison comes to it.
    void give(Handover jobs) throws InterruptedException {
        if (open.route().options().overwrite() == Overwrite.ALWAYS) {
            return;
        }
        for (var entry : open.journal().entries()) {
            if (isWanted(entry)) {
                jobs.give(job(entry));
            }
        }
    }

    /// The objects whose uploads are open now: a sync that is about them goes on from their parts.
    static List<ObjectLocation> left(OpenRoute open) {
        return open.journal().entries().stream().map(LedgerEntry::destination).sorted().toList();
    }

    /// Options that map keys may have changed too.
    private boolean isWanted(LedgerEntry entry) {
        var source = entry.source().location();
        return open.route().maps(source, entry.destination())
                && keys.filter(named -> !named.contains(source.key())).isEmpty()
                && !open.plan().ignored().ignores(source)
                && !filterLeavesOut(source);
    }

    /// One that is gone is known by its name alone. What may not be looked at, its copy tells.
    private boolean filterLeavesOut(ObjectLocation source) {
        var route = open.route();
        var filter = route.options().filter();
        if (filter.equals(Filter.NONE)) {
            return false;
        }
        try {
            return filter.leavesOut(route.name(source.key()))
                    || open.source()
                            .find(source)
                            .flatMap(found ->
                                    route.leavesOut(found.asListed(), open.clock().instant()))
                            .isPresent();
        } catch (StoreException.ObjectRefused _) {
            return false;
        }
    }

    private Job job(LedgerEntry entry) {
        return new Job(
                open.route().name(),
                entry.source().location(),
                Optional.empty(),
                entry.destination(),
                OptionalLong.of(entry.source().size()),
                Optional.empty(),
                JobHistory.startingAt(entry.started()));
    }
}
