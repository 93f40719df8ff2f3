/// Parameters in the SSM Parameter Store.
@NullMarked
package s3migrate.route.ssm;

import org.jspecify.annotations.NullMarked;
