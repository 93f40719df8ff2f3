/// What several commands have in common: how they are told of buckets, and how they refuse.
@NullMarked
package s3migrate.cli.options;

import org.jspecify.annotations.NullMarked;
