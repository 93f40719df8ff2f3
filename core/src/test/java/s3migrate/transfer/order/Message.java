package s3migrate.transfer.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.job.Slice;

/// A hint in the queue, or a slice. `text` names it; equal texts are equal messages.
final class Message {

    final String text;
    final Optional<Slice> slice;
    final List<LateCall> holdBack = new ArrayList<>();
    int readers;
    boolean waits;

    Message(String text, Optional<Slice> slice) {
        this.text = text;
        this.slice = slice;
    }

    static Message hint() {
        return new Message("hint", Optional.empty());
    }

    static Message of(Slice slice) {
        String text = "slice from %d of %s".formatted(slice.firstPart(), slice.upload().id());
        return new Message(text, Optional.of(slice));
    }

    /// The same message delivered once more.
    Message again() {
        return new Message(text, slice);
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
