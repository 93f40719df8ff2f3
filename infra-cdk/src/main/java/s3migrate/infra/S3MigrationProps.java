package s3migrate.infra;

import s3migrate.infra.migration.Migration;

/// What [S3Migration] is made from.
///
/// @param ignoreList the text of `ignore-list.txt`
public record S3MigrationProps(Migration migration, String ignoreList, Assets assets) {}
