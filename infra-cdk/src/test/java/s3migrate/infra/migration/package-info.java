/// `migration.json` and its schema.
@NullMarked
package s3migrate.infra.migration;

import org.jspecify.annotations.NullMarked;
