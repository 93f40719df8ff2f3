/// What we need of S3, as a port: `ObjectStore` and the answers it gives. Knows nothing of the AWS
/// SDK.
@NullMarked
package s3migrate.store;

import org.jspecify.annotations.NullMarked;
