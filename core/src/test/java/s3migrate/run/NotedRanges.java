package s3migrate.run;

import java.util.Optional;
import java.util.function.BiPredicate;
import s3migrate.listing.KeyRange;

/// All keys as one range, whose notes go to a test.
///
/// @param note says whether the range is still ours
record NotedRanges(Ranges all, BiPredicate<String, Totals> note) implements Ranges {

    NotedRanges(BiPredicate<String, Totals> note) {
        this(new MemoryRanges(KeyRange.ALL), note);
    }

    @Override
    public Optional<Claim> take() {
        return all.take().map(Noted::new);
    }

    @Override
    public Optional<Claim> split(Claim near, String at) {
        return Optional.empty();
    }

    @Override
    public boolean mayBeSplit() {
        return false;
    }

    private final class Noted implements Claim {

        private final Claim claim;

        Noted(Claim claim) {
            this.claim = claim;
        }

        @Override
        public KeyRange range() {
            return claim.range();
        }

        @Override
        public String reached() {
            return claim.reached();
        }

        @Override
        public Totals totals() {
            return claim.totals();
        }

        @Override
        public boolean save(String reached, Totals totals) {
            return note.test(reached, totals) && claim.save(reached, totals);
        }

        @Override
        public boolean end(Totals totals) {
            return claim.end(totals);
        }

        @Override
        public void release() {
            claim.release();
        }
    }
}
