package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import s3migrate.object.ObjectLocation;
import s3migrate.route.SettingsException;

/// Texts a person keeps in a bucket of the program's own account, because a parameter is too small
/// for them.
public final class OwnFiles {

    private OwnFiles() {}

    /// The whole text, read with the program's own role.
    ///
    /// @throws SettingsException if it is not there or breaks off
    /// @throws s3migrate.store.StoreException if the store refuses
    public static String text(ObjectLocation file) {
        return text(S3Access.ofOwnRole(), file);
    }

    /// The same, read as somebody else may.
    public static String text(S3Access access, ObjectLocation file) {
        try (var store = S3Stores.open(access, S3Stores.Side.SOURCE, S3Connections.forInFlight(1));
                var open =
                        store.open(file)
                                .orElseThrow(() ->
                                        new SettingsException(
                                                "routes", List.of(file + " is not there")))) {
            return new String(open.body().readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw SettingsException.passing(
                    "routes", "read %s: %s".formatted(file, broken), broken);
        }
    }
}
