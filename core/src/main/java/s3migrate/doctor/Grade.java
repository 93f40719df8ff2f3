package s3migrate.doctor;

import java.util.Locale;

/// How much an observation matters.
public enum Grade {
    /// As it should be.
    OK,
    /// Good to know.
    NOTE,
    /// Copies go, and something will hurt.
    WARN,
    /// Copies, or some of them, cannot go.
    FAULT;

    /// Its name in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
