/// What a user wants deployed: `migration.json`, read and checked. Knows nothing of CDK.
@NullMarked
package s3migrate.infra.migration;

import org.jspecify.annotations.NullMarked;
