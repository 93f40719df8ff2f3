package s3migrate.route;

import java.util.List;

/// Settings or parameters a program cannot start with. The text has one line per fault; nothing was
/// done.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> faults;
    private final boolean passing;

    public SettingsException(String where, List<String> faults) {
        this(where, faults, false);
    }

    /// @param passing whether some of them could not be read just now
    public SettingsException(String where, List<String> faults, boolean passing) {
        super(
                faults.size() == 1
                        ? where + ": " + faults.getFirst()
                        : where
                                + ": "
                                + faults.size()
                                + " faults\n  "
                                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
        this.passing = passing;
    }

    public SettingsException(String where, String fault, Throwable cause) {
        this(where, fault, cause, false);
    }

    private SettingsException(String where, String fault, Throwable cause, boolean passing) {
        super(where + ": " + fault, cause);
        this.faults = List.of(fault);
        this.passing = passing;
    }

    /// What could not be read just now, and may be fine.
    public static SettingsException passing(String where, String fault, Throwable cause) {
        return new SettingsException(where, fault, cause, true);
    }

    /// Whether reading again may do without anybody's help.
    public boolean isPassing() {
        return passing;
    }

    /// One line per fault, without where.
    public List<String> faults() {
        return faults;
    }
}
