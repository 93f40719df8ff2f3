/// `s3migrate policy`: what both sides of routes have to be allowed, as IAM and bucket policies.
@NullMarked
package s3migrate.cli.policy;

import org.jspecify.annotations.NullMarked;
