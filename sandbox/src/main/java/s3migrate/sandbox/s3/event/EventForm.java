package s3migrate.sandbox.s3.event;

import s3migrate.sandbox.s3.store.Change;

/// How an event is written down.
@FunctionalInterface
public interface EventForm {
    /// The event as JSON.
    String json(Change change, String ruleId);
}
