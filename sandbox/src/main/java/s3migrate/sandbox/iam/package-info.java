/// What of IAM a program asks to learn what it may do.
@NullMarked
package s3migrate.sandbox.iam;

import org.jspecify.annotations.NullMarked;
