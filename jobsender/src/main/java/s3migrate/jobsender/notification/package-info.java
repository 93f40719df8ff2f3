/// The resource of the deployed stack that tells existing buckets to send their events: what a
/// bucket tells others stays as it is, byte for byte.
@NullMarked
package s3migrate.jobsender.notification;

import org.jspecify.annotations.NullMarked;
