/// How differences are found: both sides are listed over the same key range and walked in step, so
/// that memory is pages in flight, whatever the buckets hold. Knows nothing of jobs and queues.
@NullMarked
package s3migrate.listing;

import org.jspecify.annotations.NullMarked;
