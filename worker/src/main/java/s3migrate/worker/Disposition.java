package s3migrate.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Job;
import s3migrate.job.Message;
import s3migrate.transfer.TransferOutcome;

/// What becomes of the wish for one object, after it was worked on.
sealed interface Disposition {

    /// Nothing more is to be done for it.
    record Settled(Job job, TransferOutcome.Settled outcome) implements Disposition {}

    /// Nothing is to be done at all: ignored by the user's wish, or not about its bytes.
    record Skipped() implements Disposition {}

    /// Other messages carry it on, and have to be sent before this one is consumed; none if they
    /// are sent already.
    record HandedOn(List<Message.Ours> next, Duration after) implements Disposition {

        public HandedOn {
            next = List.copyOf(next);
        }

        /// At once.
        HandedOn(Message.Ours... next) {
            this(List.of(next), Duration.ZERO);
        }
    }

    /// The same wish again, after a while.
    sealed interface Again extends Disposition {
        Job job();

        Duration after();
    }

    /// What keeps it from being done passes by itself, and nothing has failed.
    record Later(Job job, Duration after, String reason) implements Again {}

    /// An attempt failed that may succeed later. The job counts it, so it needs a new message.
    record Tried(Job job, Duration after, String reason) implements Again {}

    /// It waits for something outside that a person may have to mend.
    record Kept(Job job, Duration after, String cause, String reason) implements Again {}

    /// Nothing of its route can pass until somebody mends it, which was said when the route was
    /// paused.
    record Paused(Job job, Duration after, String cause, String reason) implements Again {}

    /// There was no time to begin it.
    record NotBegun(Job job) implements Again {
        @Override
        public Duration after() {
            return Duration.ZERO;
        }
    }

    /// Given up, for a reason a person can act on. There is no job where no route wants the object.
    record Failed(Optional<Job> job, String cause, String reason) implements Disposition {}
}
