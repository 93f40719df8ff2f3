package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import s3migrate.infra.migration.Migration;
import s3migrate.route.SettingsException;

/// What [S3Migration] is made from.
///
/// @param ignoreList the text of `ignore-list.txt`
public record S3MigrationProps(Migration migration, String ignoreList, Assets assets) {

    /// SSM's limit for a parameter of the advanced tier.
    private static final int MOST_BYTES = 8_192;

    public S3MigrationProps {
        int bytes = ignoreList.getBytes(UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new SettingsException(
                    "ignore-list.txt",
                    List.of(
                            "%,d bytes: accepted are up to %,d, which is what a parameter holds"
                                    .formatted(bytes, MOST_BYTES)));
        }
    }
}
