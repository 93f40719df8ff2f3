package s3migrate.run;

import java.util.Optional;
import s3migrate.listing.KeyRange;

/// The ranges of keys a pass goes through. Together they are all keys of the route, and each is in
/// one hand at a time. Serves many threads.
public interface Ranges {

    /// A range to go on with that nobody is at; empty if there is none now.
    Optional<Claim> take();

    /// Cuts a range in two, and gives the half behind `at` in other hands.
    ///
    /// @param at a key in the range, and not its last
    /// @return the far half; empty if the range is not ours any more
    Optional<Claim> split(Claim near, String at);

    /// Whether `split` is worth asking for.
    boolean mayBeSplit();

    /// The right to one range, and how far it is. One thread at a time.
    interface Claim {

        /// What it is to be read.
        KeyRange range();

        /// The key to go on behind.
        String reached();

        /// What was found in this range up to there.
        Totals totals();

        /// Every difference up to the key `reached` is handed over; `totals` counts them.
        ///
        /// @return false if the range is in other hands: stop
        boolean save(String reached, Totals totals);

        /// Both sides were read to the range's end and all is handed over.
        ///
        /// @return false if the range is in other hands
        boolean end(Totals totals);

        /// Gives the range back as it was saved last, for a later `take` to go on.
        void release();
    }
}
