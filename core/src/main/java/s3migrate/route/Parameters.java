package s3migrate.route;

/// Texts kept outside the program, by name.
@FunctionalInterface
public interface Parameters {

    /// The present text, decrypted if it was kept encrypted.
    ///
    /// @throws SettingsException if there is none, or it may not be read
    String value(String name);
}
