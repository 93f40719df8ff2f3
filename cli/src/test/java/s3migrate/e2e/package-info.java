/// The built worker asset under the real Lambda runtime client, between S3 servers of different
/// accounts over https: every byte and every piece of metadata compared.
@NullMarked
package s3migrate.e2e;

import org.jspecify.annotations.NullMarked;
