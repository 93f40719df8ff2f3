/// S3 event notifications: what S3 writes when a key changes, and its delivery beside the requests.
@NullMarked
package s3migrate.sandbox.s3.event;

import org.jspecify.annotations.NullMarked;
