package s3migrate.run;

import s3migrate.object.ObjectLocation;

/// Hears what a pass does, as it does it: log and progress are listeners. Called from the thread
/// that runs the pass; must not block.
public interface PassListener {

    /// Hears nothing.
    PassListener NONE = new PassListener() {};

    /// A source object that differs gets no job now; `reason` is for a person.
    default void leftOut(ObjectLocation source, Finding finding, String reason) {}

    /// The objects at the destination only stay there, as there are more than `most`.
    default void extrasKept(Amount extras, long most) {}

    /// Another stretch of keys is done.
    default void advanced(Totals totals) {}
}
