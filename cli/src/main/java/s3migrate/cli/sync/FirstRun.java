package s3migrate.cli.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import s3migrate.cli.CouldNotStart;
import s3migrate.job.Job;
import s3migrate.object.ObjectLocation;
import s3migrate.run.Handover;
import s3migrate.run.NamedKeysPass;
import s3migrate.run.PassListener;
import s3migrate.store.StoreException;

/// What stands between the syncs of a route and objects at its destination that are not ours:
/// somebody has to say that they may be overwritten. Marks in the state directory tell later syncs
/// what is behind them.
final class FirstRun {

    private static final int SHOWN = 3;

    private final Path begun;
    private final Path mayOverwrite;

    FirstRun(Path state) {
        this.begun = state.resolve("begun");
        this.mayOverwrite = state.resolve("may-overwrite");
    }

    /// Whether an earlier sync of this route came to its copies.
    boolean isBehind() {
        return Files.exists(begun);
    }

    void begin() {
        mark(begun);
    }

    /// Whether it is settled that objects of the destination may be overwritten.
    boolean mayOverwrite() {
        return Files.exists(mayOverwrite);
    }

    /// Settles it, for this sync and all later ones.
    void allowOverwriting() {
        mark(mayOverwrite);
    }

    private static void mark(Path mark) {
        try {
            Files.writeString(mark, "");
        } catch (IOException unwritable) {
            throw CouldNotStart.unwritable(mark.toString(), unwritable);
        }
    }

    /// Counts the jobs that would overwrite something, and does none.
    static final class Overwrites implements Handover, PassListener, NamedKeysPass.Unmet {

        private final AtomicLong count = new AtomicLong();
        private final ConcurrentSkipListSet<ObjectLocation> first = new ConcurrentSkipListSet<>();

        @Override
        public void give(Job job) {
            if (job.seen() == Job.Seen.OTHER) {
                count.incrementAndGet();
                first.add(job.destination());
                if (first.size() > SHOWN) {
                    var _ = first.pollLast();
                }
            }
        }

        /// It overwrites nothing.
        @Override
        public void absent(ObjectLocation source) {}

        /// The sync itself says so.
        @Override
        public void refused(ObjectLocation source, StoreException.ObjectRefused why) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}

        /// @throws CouldNotStart if there are any
        void refuse() {
            if (count.get() == 0) {
                return;
            }
            var text = new StringBuilder();
            text.append(
                    "objects at the destination that differ from the source's and would be overwritten, which nobody has allowed yet: %,d. Nothing was done."
                            .formatted(count.get()));
            first.forEach(at -> text.append("\n  ").append(at));
            if (count.get() > first.size()) {
                text.append("\n  … and %,d more".formatted(count.get() - first.size()));
            }
            text.append(
                    "\nSay --overwrite newer to let the source's go over them, --overwrite never to keep them, or --dry-run to see all counts.");
            throw new CouldNotStart(text.toString());
        }
    }
}
