/// Who may ask: access keys, signatures, and actions denied by policy.
@NullMarked
package s3migrate.sandbox.s3.auth;

import org.jspecify.annotations.NullMarked;
