package s3migrate.transfer.order;

import java.util.ArrayList;
import java.util.List;

/// A hint in the queue. `text` names it; equal texts are equal hints.
final class Message {

    final String text;
    final List<LateCall> holdBack = new ArrayList<>();
    int readers;
    boolean waits;

    Message(String text) {
        this.text = text;
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
