package s3migrate.run;

import s3migrate.object.ObjectLocation;

/// Hears what a pass does, as it does it: log and progress are listeners. Called from the threads
/// of the pass, several at once; must not block.
public interface PassListener {

    /// Hears nothing.
    PassListener NONE = new PassListener() {};

    /// A source object that differs gets no job now; `reason` is for a person.
    default void leftOut(ObjectLocation source, Finding finding, String reason) {}

    /// The objects at the destination only stay there, as there are more than `most`.
    default void extrasKept(Amount extras, long most) {}

    /// Another stretch of keys is done. Calls come one after the other.
    default void advanced(Totals totals) {}
}
