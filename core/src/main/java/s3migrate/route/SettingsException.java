package s3migrate.route;

import java.util.List;

/// Settings or parameters a program cannot start with. The text has one line per fault; nothing was
/// done.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    public SettingsException(String where, List<String> faults) {
        super(
                faults.size() == 1
                        ? where + ": " + faults.getFirst()
                        : where
                                + ": "
                                + faults.size()
                                + " faults\n  "
                                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    public SettingsException(String where, String fault, Throwable cause) {
        super(where + ": " + fault, cause);
        this.faults = List.of(fault);
    }

    /// One line per fault, without where.
    public List<String> faults() {
        return faults;
    }
}
