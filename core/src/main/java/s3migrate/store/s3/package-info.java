/// S3 behind the store port, by the AWS SDK. The only place where SDK exceptions are translated.
@NullMarked
package s3migrate.store.s3;

import org.jspecify.annotations.NullMarked;
