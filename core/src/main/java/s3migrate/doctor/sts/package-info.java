/// Asks AWS about accounts: STS by its client, Lambda by one request that the SDK's parts sign.
@NullMarked
package s3migrate.doctor.sts;

import org.jspecify.annotations.NullMarked;
