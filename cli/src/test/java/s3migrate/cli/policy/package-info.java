@NullMarked
package s3migrate.cli.policy;

import org.jspecify.annotations.NullMarked;
