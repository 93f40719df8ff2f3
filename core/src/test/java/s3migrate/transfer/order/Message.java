package s3migrate.transfer.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Job;
import s3migrate.job.Listed;
import s3migrate.job.Slice;
import s3migrate.object.StoredObject;

/// A hint in the queue, or a slice. `text` names it; equal texts are equal messages.
final class Message {

    final String text;
    final Job job;
    final Optional<Slice> slice;
    final List<LateCall> holdBack = new ArrayList<>();
    int readers;
    boolean waits;

    Message(String text, Job job, Optional<Slice> slice) {
        this.text = text;
        this.job = job;
        this.slice = slice;
    }

    static Message hint() {
        return new Message("hint", World.JOB, Optional.empty());
    }

    /// By a comparison that saw the source like this.
    static Message listed(StoredObject source) {
        var job =
                new Job(
                                World.JOB.route(),
                                World.JOB.source(),
                                Optional.empty(),
                                World.JOB.destination(),
                                OptionalLong.of(source.size()),
                                Optional.empty(),
                                World.JOB.history())
                        .listedAs(new Listed(source.etag(), source.storageClass()));
        return new Message("listed " + source.etag(), job, Optional.empty());
    }

    static Message of(Slice slice) {
        String text = "slice from %d of %s".formatted(slice.firstPart(), slice.upload().id());
        return new Message(text, slice.job(), Optional.of(slice));
    }

    /// The same message delivered once more.
    Message again() {
        return new Message(text, job, slice);
    }

    /// Whether a worker may get it now.
    boolean visible() {
        return readers == 0 && !waits && holdBack.isEmpty();
    }

    @Override
    public String toString() {
        return text + (waits ? " waits" : "") + readers + holdBack;
    }
}
